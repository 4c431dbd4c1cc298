"""Names that are ordinary words as well (Will, May, Hope), and words that are no names."""

from __future__ import annotations

from negcycle.words.inflection import words_in

NAMES = words_in(
    "abbey ace aim amber angel april art ash august autumn baker bass bay bear bell berry bill "
    "birch bird black blaze blue bob bond book booth bow brand brandy bridge brook brooks brown "
    "buck bud bush butcher butler can candy carpenter carter case cash cat chance chandler "
    "charity chase cherry chip christian christmas chuck clay cliff coast colt cook cooper coral "
    "cream crew cross crystal curt cutter daisy dash dawn dean dear destiny dick dill dock don "
    "dot dove drew duke dusty earl east ember eve ever eves faith fay fern field fin finch fisher "
    "fleet fly forest foster fox frank free fry gay gene ginger glad gold good grace grant gray "
    "green grey guy hall hardy harmony harp haven hawk hazel heather heaven hill holly home honey "
    "hope house hunt hunter ill isle ivory ivy jack jade jeans jet jewel job joy judge june "
    "junior junk justice kay keen king kit kitty knight lake lance lane law leaf lens lily lime "
    "link lion long lord lot love low lucky lure major man march marina mark marsh marshal mason "
    "mat maverick max may mercy merit mike mile miles mill miller min mint misty moon moss news "
    "nick noble norm north oak ocean olive opal page paige park pat patience peace pearl peg pen "
    "penny pepper perry petal pierce poppy porter potter precious price prince prudence rain "
    "rainbow ram randy ray rebel red reed reef rich ridge ring rip river rob rock rocket rocky "
    "rod roman root rose royal ruby rue rush rusty sage saint sally sandy scout shad shade shay "
    "shepherd short silver skip sky slater son song sonny star stark sterling stew stone "
    "storm strong sue sugar summer sunny swan tan tiger tiny trace trip true turner unity "
    "valentine van victory violet wade walker ward wave way weaver wells west white will willow "
    "winter wolf wood woods word young"
)
"""Names that people have and that are words in English, and plurals of names that are.

Left out are names that seldom mean anything else, such as Robin, which are names in any letters.
"""

NO_NAMES = words_in(
    "and the der den des del dos das von vom zum zur van bin ibn mit und les los las "
    "not you she her him his they them their one our ours who how why what when where "
    "all any are but for from get had has have its let now out own say see too two use was were "
    "with yes partner partners client spouse wife husband girlfriend boyfriend mother father mom "
    "mum dad mama papa parent parents child children kid kids baby daughter sister brother "
    "friend person people woman girl boy lady left right other both self here there first second "
    "third alone caregiver therapist"
)
"""What may be a key of somebody, or a part of a name, and is a word before that."""

ORDINARY = NAMES | NO_NAMES

TITLES = words_in("and dr mr mrs ms of prof the")
PARTICLES = words_in("bin da de del den der di dos du ibn la le van vom von")
"""What stands before a part of a name and is none, where it is written small."""

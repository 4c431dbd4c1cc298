from hypothesis import given, strategies as st, settings, Phase
import hypothesis, re
from collections import Counter
from negcycle.testing import cycles
from negcycle.files.case import loads, dumps
from negcycle.files import formatting as F
from negcycle.files.formatting import formatted
from negcycle.files.rewriting import says, comments_of
BAD=re.compile('[\r\x7f-\x84\x86-\x9f]')
def ok(c): return not BAD.search(c.model_dump_json().replace('\\r','\r'))
good = cycles().filter(ok)
skips=Counter()
def guard(step):
    def g(t):
        c=loads(t)
        m=step(t)
        if not says(m,c) or comments_of(m)!=comments_of(t):
            skips[step.__name__]+=1; print('=====SKIP',step.__name__,repr(t),'\n->\n',repr(m))
        return m
    return g
F._STEPS=tuple(map(guard,F._STEPS))
@settings(max_examples=300, phases=[Phase.generate], report_multiple_bugs=False)
@given(st.data())
def test_fmt(texts_of, data):
    c=data.draw(good); t=data.draw(texts_of(c))
    m=formatted(t)
    hypothesis.note(m)
    assert loads(m)==c
    assert formatted(m)==m
    assert comments_of(m)==comments_of(t.removeprefix('\ufeff'))
    assert m.endswith('\n') and not m.endswith('\n\n') and '\r' not in m
    assert formatted(dumps(c))==dumps(c)
def test_z(): print(skips); assert 0

"""What couples do: the practices, and where in the cycle each of them helps.

    form_text       the text of a sheet, a practice or a log, read with its faults
    described       what a practice is, which are known, and where each fits
    sheets          a practice on paper, and as a file
    asking          what one might ask about a sheet
    between_people  what goes from one person to another
    whole_cycle     what is done with a cycle as a whole
    over_time       what is followed from week to week

The last four stand side by side; each builds on those before them.
"""

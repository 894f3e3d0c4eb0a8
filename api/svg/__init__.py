"""Pictures as SVG, drawn on the server: they need no JavaScript, and print.

    elements.py   elements, texts that fit, the whole picture
    marks.py      a shape and a colour for each kind of thing
    places.py     where the nodes of a network stand
    network.py    things and the lines between them
    sankey.py     what flows from one column to the next
    bars.py       bars of parts, and bars against a mark
    matrix.py     rows by columns, with numbers

Colours stand on the elements, so that a file that leaves the site keeps them; the style sheet of the
pages (`static/views.css`) gives other ones by class in the dark. There is no style attribute: the
security policy of the pages forbids it.
"""

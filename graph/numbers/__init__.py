"""法人番号 for organisations, from a file of the national register, without any network.

    national       the file of the corporate-number publication site, read line by line
    proposals      which of its bodies an organisation of the city may be
    table          what is shown to a person, and what the person marked
    registering    the marked numbers in the city's register of organisations

A name is no proof: a number is written only where a person says so.
"""

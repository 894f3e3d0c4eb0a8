"""A release on another SPARQL 1.1 server.

    endpoint, engines → client    where the server is, what it does in its own way, talking to it
    question                      what a person asks, with an end and a limit
    canon, state → push           what makes two graphs equal, what is there already, publishing

Only the addresses that a person named are ever asked: no redirect is followed, no proxy used.
"""

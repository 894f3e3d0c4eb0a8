"""SPARQL for everybody.

    tokens → guard          what may be asked at all
    wire → worker           the child process: one store, one query at a time
    child → once            the parent's side of it: one query
    talk → crew → run       many at once: processes that live on, who may run, and until when
    lookup → near           look-ups that are bounded before they run, in the server process itself
    pool                    all of it for the current release, and the answers that are kept
    formats                 how answers are written, and which format a client gets

A query is checked, runs in a child process that can be killed, and is answered whole or not at all. Only
what is sure to end at once needs no such process.
"""

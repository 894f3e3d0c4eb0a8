"""`/reconcile`: the W3C Reconciliation Service API 0.2, for OpenRefine and other tools.

    /reconcile                       the manifest; ?queries= what names mean; ?extend= values of properties
    /reconcile/suggest/entity        completing what someone types; also /type and /property
    /reconcile/properties            the properties that things of a class can have
    /reconcile/preview, /view        a thing in a small frame, and the way to its page

    terms        classes and properties that can be asked for
    batch        questions in, candidates out
    extend       values of properties
    suggest      completion
    shown        the preview and the way to the page
    service      the manifest and the two things that its own address does

The same stands below `/en`, with English names. There is no JSONP: answers may be read from anywhere (CORS).
"""

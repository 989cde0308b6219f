"""The live picture: a hip that answers while it is dragged, in the page and in a file without a server.

Small modules of JavaScript, each one idea, bundled here into one script. The equations, the shapes and the
words in it are written from the same sources as everywhere else.
"""

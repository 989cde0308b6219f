"""Printing without a printer."""

PRINTER = """window.print = () => {
  window.dispatchEvent(new Event("beforeprint"));
  window.printed = document.body.lastElementChild;
}"""
"""What a browser does when it is asked to print, up to the paper."""

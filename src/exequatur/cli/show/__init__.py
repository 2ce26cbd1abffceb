"""Answers in the terminal: marks, trees and tables with rich; plain text when piped. Reads only the plain data of the
verbs.
"""

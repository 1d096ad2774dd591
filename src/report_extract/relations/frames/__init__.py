"""Frames of predicates and event nouns, a file for each relation type.

Cases at predicates: ガ ヲ ニ ヘ ト カラ デ マデ ニタイシ (に対し, に向け) ニヨッテ トトモニ ツウジ; at nouns: ニヨル ヘノ トノ カラノ デノ ノ.
"""

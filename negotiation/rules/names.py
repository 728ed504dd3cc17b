"""The countries, their pairs and the kinds of deal by the names they bear in every file and flag."""

US, CANADA, MEXICO = 0, 1, 2
N = 3
NAMES = ("us", "canada", "mexico")
PAIR_NAMES = ("us-canada", "us-mexico", "canada-mexico")
KIND_NAMES = (*PAIR_NAMES, "all")  # kinds of deal: the three pairs, then all three

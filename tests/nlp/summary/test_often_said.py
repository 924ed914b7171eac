from nlp.summary.often_said import MOST_READ, UsualWords, often_said, terms

WORDS = ["the lanyard", "lanyards again", "a lanyard", "the door", "door", "doors", "school", "school", "school"]
THEME = list(enumerate(WORDS))
OTHERS = [(100 + number, "school") for number in range(200)]
USUAL = UsualWords([*THEME, *OTHERS])


def test_what_comes_up_here_and_seldom_elsewhere_is_found_with_its_people() -> None:
    found = often_said(THEME, USUAL)
    assert {(one.words, one.people, one.texts) for one in found} == {("lanyard", 3, (0, 1, 2)), ("door", 3, (3, 4, 5))}


def test_one_person_who_says_it_often_is_one_person() -> None:
    assert often_said([(1, "lanyard"), (1, "lanyard"), (1, "lanyard")], USUAL) == []


def test_fewer_than_three_people_are_not_what_people_said() -> None:
    assert often_said(THEME[:2], USUAL) == []


def test_empty_words_and_placeholders_say_nothing() -> None:
    assert terms("the thing with [name 1] and people, XXXX") == {}


def test_of_very_many_texts_some_are_read() -> None:
    usual = UsualWords([(number, "door" if number % 2 else "lanyard") for number in range(2 * MOST_READ)])
    assert usual.share("lanyard") == 1.0

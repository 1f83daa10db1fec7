"""The words around names: what comes before one, and what comes after."""

from __future__ import annotations

import re

from insight.redaction.word_lists import NAMED_AFTER, PERSONS

LETTER = r"[^\W\d_]"
WORD = rf"{LETTER}(?:{LETTER}|['-](?={LETTER}))*"
CAPITAL = r"(?-i:[A-Z])"
FIRST = re.compile(WORD)
PARTICLES = (
    r"(?:(?:al|el|ul|ad|as|ar)-|(?:de|da|do|dos|du|del|della|di|van|von|der|den|ter|la|le|al|el|bin|"
    r"bint|ibn|ben|abu|ap|ab|ferch)[ ]+)*"
)
NEXT = re.compile(rf"\.?[ \t]+{PARTICLES}(?P<word>{WORD})")
POSSESSIVE = re.compile(r"'s?$", re.I)
INITIALS = re.compile(r"(?:[A-Z]\.[ ]?|[A-HJ-Z][ ](?=[A-Z][a-z])){1,3}")
# "A. Okonkwo": what follows must be a family name, as a sentence may end in a letter.
INITIAL_AND_FAMILY = re.compile(r"\b(?:[A-Z]\.[ ]?){1,3}(?=[A-Z][a-z])")
AFTER_PERSONS = re.compile(rf"\b{NAMED_AFTER}\b", re.I)

# Patterns after which even an unknown word in small letters is a name.
TRIGGER = re.compile(
    r"\b(?:names?|surname|mr|mrs|mister|ms|mx|drs?|prof|professor|cllr|revd?|doctors?|docter|"
    r"signed|sincerely|faithfully|truly|calls? me|ask for|"
    r"called (?:him|her))\b"
    # In small letters before what only its writer has: "she was right. ray [postcode]".
    r"|[.!?\n]\s+[a-z]{3,}[ ,:]+\[(?:postcode|phone number|email)",
    re.I,
)
# "mr", "dr." and the like are never anything but a title.
TITLE = re.compile(
    r"\b(?:mr|mrs|mister|missus|ms|mx|dr|drs|prof|professor|cllr|rev|revd)\b\.?"
    r"(?:[ ]?(?:and|&|\+)[ ]?(?:mrs|mr|ms|dr)\b\.?)?(?:[ ]{1,3}|(?<=\.))(?=\w)",
    re.I,
)
# These are words as well: "the nurse came", "I miss it".
TITLE_AND_WORD = re.compile(
    r"\b(?:miss|master|sir|dame|lady|lord|nurse|sister|matron|doctors?|docter|midwife|consultant|"
    r"surgeon|councillor|councilor|reverend|father|pastor|imam|rabbi|canon|pc|sergeant|sgt|"
    r"constable|auntie|aunty|aunt|uncle|nurse practitioner|staff nurse|ward sister|social worker|"
    r"health visitor|receptionist|cousin|nanny|grandma|grandad|nan|nana)[ ]{1,3}(?=\w)",
    re.I,
)
AND_ANOTHER = re.compile(rf"(?i:s|drs\.?)[ ]+{WORD}[ ](?:and|&)[ ](?=[A-Z][a-z])")
DOCTOR_AT = re.compile(
    rf"\b(?:doctor|dr\.?)[ ](?P<word>{WORD})[ ](?:at|in|from)[ ](?={CAPITAL})", re.I
)
CERTAIN = re.compile(
    # my name is, child's name:, her maiden name was
    r"\b(?:name|names|surname)(?:[ ]?(?:is|was|are|:|=|-)|'s)[ ]{0,3}(?:is[ ])?"
    r"(?!spel|prefer|withheld|anon)(?=\w)"
    rf"|\bname\?[ ]+(?={CAPITAL})|(?:^|\n)[ ]*name[ ]+(?={LETTER}+[ ]{LETTER}+[ ]*(?:\n|$))"
    rf"|\bmy[ ]names[ ](?=\w)|(?:^|[\n.;,][ ]*)name[ ](?={CAPITAL}[a-z]+[ ]{CAPITAL})"
    # call me, they call him
    r"|\b(?:they|people|friends|everyone|just|please)[ ]calls?[ ]me[ ](?=\w)"
    rf"|\bcall(?:s|ed)?[ ](?:him|her)[ ](?={CAPITAL}[a-z])"
    rf"|\bask(?:ed|ing|s)?[ ]for[ ](?={CAPITAL})(?!(?-i:[A-Z]{{2,3}})\b)"
    r"|\b(?:sincerely|faithfully|yours[ ]truly|truly[ ]?[,.\n-])[\s,.-]*(?=\w)"
    r"|\bsigned(?:[ ]by)?[\s,:.-]{1,4}(?=\w)"
    rf"|\b(?:dear|hi|hello)[ ](?={CAPITAL}[a-z]+,)",
    re.I,
)
# At the very end: "Regards, Tansy", "- Tansy".
CLOSING = re.compile(
    r"(?:(?:\b(?:regards|wishes|thanks|thank you|thankyou|cheers|rgds)|(?:^|[\n.!?,;])[ ]*"
    r"(?:with |lots of |much |all my )?(?:love from|love|yours|from|ta))\b"
    r"[ ]*[,.!\n-]*\s*|(?:^|[\n.!?])[ ]*(?:-{1,2}|~)[ ]?)"
    rf"(?=(?P<rest>{CAPITAL}{LETTER}+(?:[ ]{CAPITAL}{LETTER}*\.?){{0,2}})[ ]*[.!x]*\s*$)",
    re.I,
)
# The same with no word of farewell: "… never came back. W. Hartley, [postcode]".
DETAIL = r"\[(?:postcode|phone number|email|address|date of birth|NHS number)\]"
SIGNED_ALONE = re.compile(
    r"(?:[.!?\n]|\])\s+"
    rf"(?:(?P<rest>(?:[A-Z]\.?[ ])?[A-Z]{LETTER}+(?:[ ][A-Z](?:{LETTER}|['-])*\.?)?)"
    rf"|(?P<small>[a-z]{{3,}})(?=[ ,:]+\[))(?:[ ,:]*{DETAIL})*[.\sx]*\Z"
)
# "Ward clerk: Suze.", "Patient: Ng Siew Lian", "Hi, it's Bex", "Baby Ottilie, born early".
LABELLED = re.compile(
    rf"\b(?:{PERSONS}|me|patient|pt|caller|contact|nok|next[ ]of[ ]kin|sender|resident)[ ]?:[ ]"
    rf"(?={CAPITAL}{LETTER}*[a-z])",
    re.I,
)
INTRODUCED = re.compile(
    r"\b(?:(?:baby|patient|hca|resident|porter|neighbour|ask|tell|told)[ ]"
    r"|(?:hi|hiya|hello|hey)[,!. ]+(?:it'?s|this[ ]is|i'?m|i[ ]am)[ ](?:only[ ])?)"
    rf"(?={CAPITAL}{LETTER}*[a-z])",
    re.I,
)
# "ask for shireen not sharin": in small letters, where a number to ring stands.
ASK_FOR = re.compile(r"\bask[ ]for[ ](?P<word>[a-z]{4,})(?:,?[ ]not[ ](?P<other>[a-z]{4,}))?\b")
RINGS = re.compile(r"\[phone number\]|\bring\b|\bcall\b|\bphone\b", re.I)
# The other half of a name: what stands straight before or after one.
WORD_BEFORE = re.compile(rf"(?<![\w'-])(?P<word>{WORD}|[A-Z]\.)[ ]\Z")
SURNAME_BEFORE = re.compile(r"(?<![\w'-])(?P<word>[A-Z]{2,}(?:['-][A-Z]+)*),[ ]\Z")
NICKNAME = ("Big", "Little", "Wee", "Auld", "Young", "Old")
SMALL_AFTER = re.compile(r"[ ](?P<word>[a-z]{4,})\b(?!')")
BEFORE_INITIAL = re.compile(r"\b(?:it'?s|is|to|of|an?|and|mr|mrs|ms|miss|dr)[ ]\Z", re.I)
LISTED_BEFORE = re.compile(rf"(?<![\w'-])(?P<word>[A-Z]{LETTER}+)(?:,| and| &)[ ]\Z")
LISTED_AFTER = re.compile(
    rf"(?: \(?\[date of birth\]\)?)?(?:,| and| &)[ ](?P<word>[A-Z]{LETTER}+)\b(?!'s)"
)
SPELT_AFTER = re.compile(
    r",?[ ](?:(?:that'?s|so|spelt|spelled|is)[ ])?"
    r"(?P<word>[a-z](?:[ -][a-z]){2,}|[A-Z](?:[ -][A-Z]){2,})\b"
)
AFTER_QUOTED = re.compile(rf"[\"')][ ](?P<word>[A-Z](?:{LETTER}|['-])+)")
RELATION = re.compile(
    r"\b(?:my|our|his|her|their|your|the|a|an|this|that|lovely|old|young|little)[ ]"
    r"(?:(?:late|dear|lovely|elderly|old|poor|eldest|oldest|youngest|younger|older|little|best|"
    r"autistic|disabled|teenage|own|wonderful|amazing|fantastic|new|"
    r"\d+[ -]?(?:year|yr)[ -]?old)[ ]){0,2}"
    rf"(?P<person>{PERSONS})\b(?:[ ]and[ ]{PERSONS}\b)?(?P<gap>[ ]?[,(-]?[ ]?)(?=\w)",
    re.I,
)
CALLED = re.compile(
    rf"\b(?P<person>{PERSONS}s?|lady|man|woman|guy|bloke|chap|fella|person|somebody|someone|"
    r"member of[ ]staff|worker|student)[, ]{1,2}"
    r"(?:(?:was|is|who was|who is|were|who's)[ ])?(?:called|named|known[ ]as)[ ](?=\w)"
    rf"|\b(?:called|named)[ ](?={CAPITAL})",
    re.I,
)
# "Tansy the nurse", "Tyler (my son)", "Will is my carer".
FOLLOWED = re.compile(
    rf"\b(?P<word>{WORD})(?:[ ](?P<be>is|was)[ ](?:my|our)|[ ,(]{{1,2}}(?:my|our|the))[ ]"
    rf"{PERSONS}\b(?!'s)",
    re.I,
)
HINTED = re.compile(
    r"\b(?:i[ ]am|i'm|im|this[ ]is|it's|its|thanks?[ ](?:you[ ])?to|thank[ ]you|well[ ]done|"
    r"spoke[ ](?:to|with)|speak[ ](?:to|with)|speaking[ ](?:to|with)|talk(?:ed|ing)?[ ]to|saw|"
    r"see|seen[ ]by|met|contact|told|under|cheers|love|hi|hello|dear|by|with|from|and|about|"
    r"emailed|rang|phoned|texted|email|ring|text|phone|ask[ ]for)[ ](?=\w)",
    re.I,
)
TWO_CAPITALS = re.compile(
    r"\b(?:i[ ]am|i'm|this[ ]is|spoke[ ](?:to|with)|speak[ ](?:to|with)|seen[ ]by|thanks[ ]to|"
    r"thank[ ]you|met[ ]with|contact)[ ](?=\w)",
    re.I,
)

SENTENCE_END = re.compile(r"(?:^|[.!?:;\n\r(\"*]|\s-|\u2026)[\s\"'(*-]*$")
# "Rose on reception", "Grace and her team", "Hope from the stroke unit was kind".
IN_A_ROLE = re.compile(
    rf"(?:^|(?<=[.!?,;:\n]\s)|(?<=[.!?,;:\n])|(?<=\bto\s)|(?<=\bby\s)|(?<=\band\s)|(?<=\bwith\s))"
    rf"(?P<word>{CAPITAL}{LETTER}+)"
    r"(?='?s?[ ](?:(?:on|at|in|from|of|behind)[ ](?:the[ ]|our[ ]|my[ ])?"
    r"(?:reception|front|desk|ward|nights?|days?|security|pharmacy|maternity|a&e|theatre|x-?ray|surgery|"
    r"counter|switchboard|phones?|unit|clinic|physio\w*|bloods?|triage|team|community|labour|centre|"
    r"plaster|stroke|\w+[ ](?:ward|unit|clinic|team|desk|room))\b"
    r"|and[ ](?:her|his|their|the)[ ]team|(?:was|is)[ ](?:my|our)[ ]"
    r"|(?:rang|phoned|called|texted|answered)\b"
    r"|[ ]?who[ ]))",
    re.I,
)
# At the start, before what only a person does: "Mark was kind", "Jack fixed it", "Pat and Sue".
ACTS = re.compile(
    rf"(?:^|(?<=[.!?\n]\s)|(?<=[.!?\n])|(?<=[a-z]\sand\s))(?P<word>[A-Z]{LETTER}+)"
    r"(?=[ ](?:(?:also|always|never|really|just)[ ])?"
    r"(?:was|is|has|had|helped|helps|listened|listens|explained|made|makes|came|comes|took|did|does|got|"
    r"fixed|waited|saw|rang|went|drove|held|gave|gives|showed|told|said|says|looked|sorted|lost|needs|"
    r"wants|visits|visited|phoned|answered|cared|treated|stayed|lives|couldn't|didn't|doesn't|can't|"
    r"and[ ](?:I|his|her|my|[A-Z\[])|who|&)(?![\w]))"
)
ADDRESSED = re.compile(
    rf"\b(?:[Tt]ell|thank[ ]you|thanks|thankyou|cheers|thanks[ ]to|ask[ ]for|asked[ ]for|told|saw|"
    r"seen[ ]by|spoke[ ](?:to|with)|had|met|by|nurse|porter|volunteer|midwife|sister|with|from)[ ]"
    rf"(?P<word>{CAPITAL}[a-z]+)"
    r"(?![ ][A-Z])(?=[ ]?(?:[.,!?]|$|for\b|and\b|was\b|is\b|who\b|in\b|on\b|at\b|"
    r"thanks\b|that\b|s?he\b|x+\b))",
)
# All of a sentence: "Olive Sugden."
TWO_ALONE = re.compile(
    rf"(?:[.!?\n]\s+|\A)(?P<first>[A-Z]{LETTER}+)[ ](?P<second>[A-Z](?:{LETTER}|['-])+)"
    r"(?=\.|\n|\Z|,\s\[)"
)
TWO_TOGETHER = re.compile(  # ahead alone, as the second of two may be the first of the next two
    rf"\b(?=(?P<first>[A-Z]{LETTER}+)[ ](?P<second>[A-Z](?:{LETTER}|['-])+)\b)"
)
# A medicine that no list holds, by the words around it.
OF_MEDICINES = re.compile(
    r"\b(?:\d+\s?(?:mg|mcg|ml)|tablets?|tubs?|creams?|prep|scripts?|prescri\w+|pharmac\w+|chemist|"
    r"inhalers?|stock|dose|medication|medicines?|meds)\b",
    re.I,
)
MEDICINE_BEFORE = re.compile(
    r"(?:\b(?:prescribed|offered[ ](?:me|us|him|her)|limited|out[ ]of|stock[ ]of|shortage[ ]of|"
    r"supply[ ]of|"
    r"tubs?[ ]of|box(?:es)?[ ]of|bottles?[ ]of|course[ ]of|dose[ ]of|on|taking|"
    r"(?:switched|changed|moved)(?:[ ]\w+)?[ ](?:to|from)|instead[ ]of|swapped[ ]for|"
    r"(?:cream|tablets?|inhaler|drug|medicine|prep)[ ](?:called)?)[ ]?"
    r"|\b(?:prep|cream|tablets?|meds?|scripts?)[ ]?[(:][ ]?"
    r"|\w{3,}(?:pril|sartan|statin|olol|azole|cillin|mycin|dipine|formin|profen|oxetine|zine|solone|"
    r"thyroxine|cycline|bid)(?:[ ]\d+(?:mg|mcg)?)?(?:,|[ ]and|[ ]or|/)[ ])\Z",
    re.I,
)
MEDICINE_AFTER = re.compile(
    r"[ ]?(?:\(?\d+(?:\.\d+)?[ ]?(?:mg|mcg|ml|g|%|units?)\b|(?-i:SR|XL|MR|LA|CR|XR|EC)\b"
    r"|(?:tablets?|tabs|caps(?:ules)?|creams?|ointment|gel|lotion|inhalers?|patch(?:es)?|drops|spray|prep|syrup|sachets?|"
    r"injections?|jabs?|pens?|shampoo|infusions?|suppositor\w+|pessar\w+)\b)",
    re.I,
)
# In one list with a medicine: "Zoladex, then Prostap".
IN_SAME_LIST = re.compile(r"(?:,|\bthen|\bvs\.?|\bor|/|\bto|\bfrom|\band)[ ]?\Z", re.I)
# "A Phonak", "they speak Sylheti".
THING_BEFORE = re.compile(r"\b(?:an?|speaks?|speaking)[ ]\Z", re.I)
# "The Francis report", "the Brigid Bishop room": who it is named after has no part in it.
THE_THING = re.compile(
    rf"\b[Tt]he[ ](?:[A-Z]{LETTER}+[ ]){{1,2}}(?i:report|inquiry|enquiry|review|room|suite|lounge|"
    r"ward|award|building|garden|entrance|wing|unit|machine|scheme)\b"
)
# A place that no list holds: "a person from Sulaymaniyah", "heading to Barbridge", "the Townlands".
PLACE_BEFORE = re.compile(
    r"\b(?:(?:come|came|comes|person|people|refugee|originally|moved|fled|live|lives|lived|living|"
    r"grew[ ]up|born|moored|heading|drove|bus|train|holiday|road)[ ](?:from|in|to|at|near|for)"
    r"|near|nr|via|outside|towards|how[ ]far(?:[ ]is)?"
    r"|(?-i:Great|Little|Upper|Lower|Higher|Nether))[ ]\Z"
    r"|(?<!all[ ])\bthe[ ]\Z",
    re.I,
)
OF_A_FAMILY = re.compile(
    r"s?'?[ ](?:who|on|at|behind|family|household|boys?|girls?|twins|brothers|sisters)\b|s\b"
)
# "Heather, holly and ivy in the courtyard garden".
GARDEN = re.compile(r"\b(?:gardens?|flowers?|hedges?|planted|blooms?|bouquet|vase)\b", re.I)
# Where the words around say that a word is a person's name: "our Courtney", "I'm Joy,".
OUR = re.compile(r"\b[Oo]ur[ ](?=[A-Z][a-z])")
PERSON_IS = re.compile(
    rf"\b(?:i'?m|i[ ]am|this[ ]is|my[ ]name'?s|s?he'?s|that's)[ ](?P<word>{CAPITAL}[a-z]+)"
    r"(?=,|\.|[ ]and[ ](?:I|my)\b|\s*\Z)",
    re.I,
)
SURNAME_WARD = re.compile(
    r"\b(?:i'?m|i[ ]am|s?he'?s|this[ ]is|name[ ]is|mrs?|ms|miss|dr)\.?,?[ ]"
    rf"(?P<name>(?-i:(?:Ward,[ ])?(?:[A-Z]{LETTER}+[ ])?Ward))(?=[ ]?[,.;]|\s*\Z)",
    re.I,
)
# "Olu's mum here", "Olu's story", "Call me Kit".
POSSESSED = re.compile(
    rf"\b(?P<word>[A-Z][a-z]+)(?='s[ ](?i:{PERSONS}|story|experience|words|family|case|house|flat|"
    r"home|birthday|funeral|medication|tablets|appointment|diagnosis|school)\b)"
)
# "The social worker is Faith", "our GP was Hope".
WHO_IS = re.compile(rf"\b(?i:{PERSONS})(?:'s|[ ](?:is|was))[ ](?P<word>[A-Z][a-z]+)\b(?![ ][A-Z])")
# No month and no season tells anybody anything.
MONTH_ACTS = re.compile(
    rf"\b(?P<word>[A-Z]{LETTER}+)[ ](?:(?:also|always|never|just|then)[ ])?"
    r"(?:told|said|says|rang|phoned|texted|explained|listened|answered|drove|held|cried)\b"
)
# Letter by letter: "W-R-I-G-L-E-Y". Four letters may be an organisation.
SPELT = re.compile(r"(?<![\w.-])[A-Za-z](?P<by>[ .-]|, |--)[A-Za-z](?:(?P=by)[A-Za-z]){3,}(?![\w])")
CALL_ME = re.compile(rf"\bcalls?[ ]me[ ](?P<word>{CAPITAL}[a-z]+)(?=[ ]?[,.!?]|\s*\Z)", re.I)
# "we've called him Leighton": after it even a place is a name.
NAMED_HIM = re.compile(
    rf"\b(?:ve|have|we|named)[ ](?:called|named)[ ](?:him|her)[ ](?P<word>{CAPITAL}[a-z]+)"
)
NAME_IN_SMALL = re.compile(r"\b(?:first|last|second|family)[ ]name[ ](?P<word>[a-z]{3,})\b", re.I)
HERE = re.compile(
    r"\b(?:i'?m)[ ](?P<word>[a-z]{3,})[ ]?,[ ]?(?=\[|\d)"
    r"|(?:\A|[.!?,][ ])(?P<here>[A-Za-z][a-z]{2,})[ ]here\b",
    re.I,
)
BEFORE_DETAIL = re.compile(
    rf"\b(?P<first>[A-Z]{LETTER}+)[ ](?P<second>[A-Z]{LETTER}+),?[ ]\(?"
    r"\[(?:date of birth|NHS number)\]"
)
TITLE_ALONE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?[ ](?P<word>[A-Z]\.)(?=[ ][a-z]|\s*\Z|,)")
# Endings of drugs, illnesses and examinations, which no list holds in full.
MEDICAL = re.compile(
    r"(?:itis|osis|ectomy|otomy|ostomy|oscopy|ology|ologist|opathy|algia|aemia|emia|uria|oma|graphy|gram|"
    r"plasty|pril|sartan|statin|olol|azole|cillin|mycin|oxacin|prazole|dipine|mab|nib|vir|zepam|zolam|"
    r"triptan|gliptin|gliflozin|glutide|parin|xaban|formin|profen|oxetine|pram|azine|elzine|azid|idone|apine|"
    r"barbital|phylline|terol|sone|solone|thyroxine|cycline|phobia|therapy|therapist|paedic\w*|iatry|"
    r"iatric\w*|iatrist|metry|metrist|logy|ics|ism|ness|ing|tion|ment|ably|ously|edly|ingly)$"
)
# Endings of towns and villages.
PLACE = re.compile(
    r"(?:ham|ton|bury|borough|brough|burgh|ford|field|worth|wich|wick|chester|cester|mouth|minster|"
    r"thorpe|stead|stow|bridge|shire|leigh|hurst|combe|haven|pool|gate|side|dale|head|land|ville)$"
)

"""The words of the field, by what they say of an amount: a wish, a need, an outcome, a change, a recap."""

import re


def words(pattern: str) -> re.Pattern[str]:
    """These words, in any case, each whole."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


# Words that promise: beside these, what else is said is mostly what the promise is for.
PROMISE = words(
    r"beschikbaar|uitgetrokken|vrijgemaakt|trekt|trekken|trok|maakt|draagt|bijdragen|bijdraagt|gereserveerd|reserve(?:ert|ren|erde)|"
    r"toegezegd|zegt|zegde|geeft|bestemd|toegekend|kondigt|aangekondigd|begroot(?! op)|opgenomen|stelt|investeert|steunt|"
    r"stort|betaalt"
)
# And words of who gives, where the Netherlands do: for the stage, not for the promise.
ANNOUNCES = words(rf"{PROMISE.pattern}|levert|leveren|doneert|schenkt|krijgt|verstrekt|financiert|besteedt|koopt|neemt")
# What is said to be set apart, by whom is left open: in a letter of the government that is the government.
PROMISED = words(
    r"beschikbaar|uitgetrokken|vrijgemaakt|gereserveerd|begroot|opgenomen|toegezegd|toegekend|bestemd|uit te trekken|"
    r"vrij te maken"
)
RECEIVER = words(r"Nederlandse|EPF|vredesfaciliteit")
# Who may give as well, and is no government: unless it is for them, or through them.
GIVERS = words(
    r"bedrijven|bedrijfsleven|ondernemers|provincies|gemeenten|\w*organisaties|burgers|particulieren|fabrikanten|banken|"
    r"stichting\w*|industrie|leveranciers|pensioenfondsen|donateurs|kerken|universiteiten"
)
FOR_WHOM = frozenset(["voor", "aan", "van", "via", "bij", "met", "naar", "tussen", "onder"])
DUTCH = words(r"Nederland|kabinet|Defensie|Rijk|wij|we|ons|ik|minister\w*")
DUTCH_PROMISES = words(rf"(?:kabinet|Nederland|wij|ik)(?: \w+)? (?:{'stelt|trekt|maakt|reserveert|geeft|zegt|draagt'})")

# A wish
ASKS = words(
    r"stel(?:t|len|de|den) voor|suggere\w+|riep|riepen|"
    r"vroeg|vroegen|vraagt|vragen|gevraagd|verzoekt|verzoeken|verzocht|oproep|roept|pleit|pleiten|bepleit\w*|wenst"
)
WISHES = words(r"bereid|wilt|wil|zou|zouden|gaat u|gaat het kabinet|overweegt|toezeggen|voorstel|oproep|pleidooi")
PAPER = words(r"(?:\w+-)?(?:motie|amendement|initiatiefnota)(?:-[\w-]+)?")
DOES = words(r"voegt|beoogt|regelt|wil|stelt voor|om")
FOR = re.compile(r"(?<!\w)om(?: \w+){0,3}\Z", re.IGNORECASE)  # "vraagt om nog eens"
WISHERS = words(r"Kamer|Kamerleden|leden|lid|fracties?|president|Zelensk\w+|Oekraïne|Kyiv")
APPEAL = words(
    r"\w*(?:plan|appeal|oproep)|(?:de )?VN|Verenigde Naties|OCHA|UNHCR|UNICEF|UNDP|WFP|Wereldbank|Rode Kruis"
)
PROPOSAL = words(r"(?:voorstel|wens|idee|plan) van (?:de |het )?(?:fracties?|lid|leden|Kamer)")

# A need
NEEDED = words(
    r"nodig|hulpverzoek|appeal|benodigd\w*|noden|\w*behoeften?|\w*tekort(?:en)?|\w*gat|herstelkosten|wederopbouwkosten|"
    r"(?:oorlogs)?schade"
)
# "Kost Nederland" is what the Netherlands pay.
COSTS = words(
    r"\w*kosten|begroot op|kost(?! (?:Nederland|het kabinet|Defensie|ons land|de staat)\b)|geraamd|raamt|ramen|raming|schat|"
    r"schatten|geschat|vergt|vergen"
)
COSTED = words(r"begroot op|kost|geraamd|raamt|ramen|schat|schatten|geschat|vergt|vergen")
PAID = words(r"gedekt|bijdrage\w*|gefinancierd|uitgaven")
ALSO_NEEDED = words(r"waarvan|waaronder|meer dan|minder dan|los van|en")

# An outcome, by kind: participles need "is" or "heeft" and no "wordt" beside them, finite verbs do not.
OUTCOMES = (
    ("claimed", words(r"gedeclareerd|declaraties|ingediende declaraties"), words(r"declareerden?")),
    ("obligated", words(
        r"verplicht(?! te)|verplichtingen (?:zijn )?aangegaan|(?:aan|juridische) verplichtingen|gecontracteerd|gecommitteerd|"
        r"vastgelegd|contract(?:en)? (?:af)?(?:gesloten|getekend|gegund)|contract(?:en)? ondertekend|besteld|"
        r"opdrachten (?:verstrekt|geplaatst|gegund)|bestellingen geplaatst"),
     words(r"(?:bestellingen|verplichtingen) open|verplichtingen uitsta\w+|openstaande verplichtingen")),
    ("delivered", words(r"geleverd|afgeleverd|overgedragen|gedoneerd|voorraad gegeven"), words(r"leverden?|doneerden?")),
    ("spent", words(
        r"besteed|uitgegeven|uitgekeerd|overgemaakt|betaald|uitbetaald|gerealiseerd|gestort|tot besteding gekomen|aangekocht|"
        r"gekocht|verleend|verstrekt"),
     words(r"besteedden?|kostten?|realisatie|gerealiseerde (?:uitgaven|kasuitgaven|steun)|"
           r"gaf(?:en)? uit|uitgaven bedroegen|van de uitgaven|uitgaven in|eindafrekening|"
           r"maakten? over|betaalden?|kochten?")),
)  # fmt: skip
OR_PROMISED = words(
    r"(?:of|en|dan wel) (?:toegezegd|gereserveerd|vrijgemaakt)|(?:toegezegd|gereserveerd) (?:of|en) \w+"
)
GIVEN = words(r"verleend|verstrekt")  # a subsidy that is given may be the promise itself
VALUED = words(r"vervangingswaarde|boekwaarde")
OF_THE_WHOLE = re.compile(r"(?:[0-9] |\A)van de\Z")  # "23 van de € 40 miljoen"
CLAUSE = re.compile(r"[,;:.]|\b(?:en|die|dat|maar|terwijl)\b")
RECEIVED = words(
    r"ontving(?:en)?|ontvangen|terugontvangen|terugontvangsten|terugbetaald|terugbetaling|teruggekregen|teruggevorderd|"
    r"teruggestort|terugvloei\w+|vergoed(?:den?)?|ontvangsten"
)
BACK = words(r"teruggevorderd|terugbetaald|teruggestort")
GOT = words(r"kreeg|kregen")
SURELY_RECEIVED = words(
    r"vergoedden?|ontving(?:en)?|terugontvangen|terugbetaald|teruggekregen|teruggevorderd|teruggestort"
)
PAID_OUT = words(r"uitbetaald|uitgekeerd|vergoed|toegekend")
CLAIMED = OUTCOMES[0][1]
DONE = words(r"is|zijn|was|waren|werd|werden|heeft|hebben|had|hadden|reeds|al|inmiddels|daadwerkelijk")
TO_COME = words(
    r"wordt|worden|zal|zullen|zou|zouden|kan|kunnen|moet|moeten|wil|willen|gaat|gaan|nog te|komt|komen|verwacht\w*|dient|kon"
)
NOT_YET = words(r"niet|nog niet|geen")

# What was not spent
UNDERSPENT = words(
    r"onder(?:uitputting|besteding|schrijding)|niet tot besteding|niet (?:volledig |geheel )?(?:besteed|uitgegeven|uitgeput)|"
    r"minder (?:uitgegeven|besteed)|valt vrij|vallen vrij|viel vrij|vrijval|vrijgevallen|onbenut|overgebleven|"
    r"niet nodig gebleken"
)

SURELY_UNDERSPENT = words(r"onder(?:uitputting|besteding|schrijding)|niet tot besteding|minder (?:uitgegeven|besteed)")

# A change
RAISED = words(
    r"stijgt|groeit|uitgebreid|(?:opwaarts|naar boven) bijgesteld|neemt toe|nemen toe|"
    r"verhoogd|verhoogt|verhogen|verhoging|opgehoogd|ophoging|opgeplust"
)
LOWERED = words(
    r"daalt|(?:neerwaarts|naar beneden) bijgesteld|neemt af|nemen af|"
    r"verlaagd|verlaagt|verlagen|verlaging|gekort|korting|verminderd|vermindering|bezuiniging|teruggebracht|gehalveerd"
)
TURNS_OUT = words(r"(?:lager|hoger|minder|meer) (?:uit|uitgevallen|uitvallen)")
WITHDRAWN = words(r"vervallen|vervalt|ingetrokken|geschrapt|gaat niet door|gaan niet door|komt niet door|teruggedraaid")
GOES_BACK = words(r"(?:vloei(?:t|en)|ga(?:at|an)) terug naar")
COMPARED = re.compile(r"(?:meer|minder|hoger|lager) dan (?!\d)", re.IGNORECASE)
MOVED = words(
    r"doorgeschoven|van 20[0-9]{2} naar 20[0-9]{2} geschoven|"
    r"schui(?:ft|ven) (?:\w+ ){0,3}(?:door|op)|doorschuiven|verschoven|verschuift|verschuiven|kasschuif|"
    r"naar voren (?:gehaald|geschoven)|"
    r"vervroegd|uitgesteld"
)
TRANSFERRED = words(
    r"over naar|overgeheveld|overheveling|overgeboekt|herverdeeld|herschikt|herbestemd|geherprioriteerd"
)
RIGHT_BEHIND = re.compile(r" van\Z")
BY_HOW_MUCH = re.compile(r"(?:met|ad)(?: (?:circa|ruim|bijna|in totaal|nog|nogmaals|ongeveer|maximaal))*\Z")
TO_WHAT = re.compile(r"(?:tot|naar|op)(?: (?:circa|ruim|bijna|in totaal|ongeveer))*\Z")

IS_CHANGED = words(r"(?:wordt|worden) (?:\w+ ){0,6}(?:verhoogd|verlaagd|gehalveerd|beëindigd|stopgezet|aangepast)")

# A ceiling
EACH = re.compile(r"(?:per|voor elk|voor ieder) (?!jaar)\w+", re.IGNORECASE)
GAP = re.compile(r"verschil van(?: \w+)?\Z", re.IGNORECASE)
LIMIT = words(r"\w*plafond|maximum|bovengrens|kredietlimiet")
SURE_LIMIT = re.compile(  # of what exists: one that is set up "met een plafond van" may be a promise
    r"(?<!\w)(?:geld(?:t|en)(?: \w+){0,2} (?:plafond|maximum|bovengrens) van|tot een (?:plafond|maximum) van)\Z",
    re.IGNORECASE,
)

OF_THAT = words(r"hiervan|daarvan|waarvan|van dit bedrag|van deze (?:middelen|steun)")
OF_A_BUDGET = words(r"realisatie|uitgaven|eindafrekening")
ALL_UNTIL = words(r"tot en met|t/m|tussen|in totaal")

# What adds up what was promised before
RECAP = words(
    r"sinds|cumulatief|tot (?:nu|nog|dan) toe|tot dusver(?:re)?|tot op heden|opgelopen tot|afgelopen (?:\w+ )?(?:jaren|jaar)|"
    r"(?:komt|kwam|komen) (?:\w+ ){0,3}(?:uit op|op)|in het totaal|(?:heeft|hebben) (?:\w+ )?nu|al met al|"
    r"brengt het totaal|"
    r"(?:in totaal|tezamen|samen|bij elkaar|opgeteld|alles bij elkaar) gaat het|komt neer op"
)
SURE_RECAP = words(
    r"sinds (?:(?:het begin|de start|het uitbreken|de aanvang) van )?(?:de |deze )?(?:\w+e )?(?:oorlog|invasie|aanval|inval)|"
    r"sinds (?:(?:24 )?februari |begin )?2022"
)
GAVE = words(
    r"(?:heeft|heb|hebben) [^;:]*(?:toegezegd|gegeven|beschikbaar gesteld|vrijgemaakt|uitgetrokken|gecommitteerd)|"
    r"(?:komt|kwam) [^;:]*uit op|bedraagt"
)
SAYS_MORE = words(
    r"extra|nieuwe?|aanvullende?|boven\w*|nog|daarnaast|ook|waarvan|waaronder|inclusief|met inbegrip van|reserveringen|"
    r"wil|zal|zou|komt daar|verhoog\w*|niet(?!-)|geen"
)

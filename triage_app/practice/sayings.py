"""What staff write in the practice caseload: in Welsh about whoever speaks it. Invented throughout.

The Welsh awaits proof-reading.
"""

from typing import Final

from triage_app.domain.wording import Wording

ELIGIBLE: Final = Wording(
    "All the rules are met, and there is a wish for help with what led to it.",
    "Mae pob rheol wedi’i bodloni, ac mae awydd am help gyda’r hyn a arweiniodd at hyn.",
)
ON_MAP: Final = Wording(
    "Looked up on the force’s map: this side of the boundary.",
    "Gwelwyd ar fap yr heddlu: yr ochr hon i’r ffin.",
)
SUITABLE: Final = Wording(
    "Talks openly of what led to it and wants to begin this week.",
    "Yn siarad yn agored am yr hyn a arweiniodd at hyn ac am ddechrau yr wythnos hon.",
)
UNSUITABLE: Final = Wording(
    "Will be living elsewhere, so nobody here could see the contract through.",
    "Yn mynd i fyw yn rhywle arall, felly ni allai neb yma weld y contract i’w ddiwedd.",
)
AGGRAVATES: Final = Wording("The second time within a year", "Yr ail dro o fewn blwyddyn")
MITIGATES: Final = Wording("Admitted it at once", "Wedi cyfaddef ar unwaith")
SCORE: Final = Wording("By the force’s matrix.", "Yn ôl matrics yr heddlu.")
ON_BAIL: Final = Wording(
    "On bail in Gwent for another matter.", "Ar fechnïaeth yng Ngwent am fater arall."
)
BAIL_ENDED: Final = Wording(
    "Gwent has dropped the other matter and the bail with it.",
    "Mae Gwent wedi gollwng y mater arall, a’r fechnïaeth gydag ef.",
)
NOT_ELIGIBLE: Final = Wording(
    "Has moved to Bristol for work and will not be back this year.",
    "Wedi symud i Fryste i weithio, ac ni fydd yn ôl eleni.",
)
NO_CONSENT: Final = Wording(
    "Would rather go to court and have it over with.",
    "Mynd i’r llys a gorffen y mater yw’r dewis.",
)
HELPED: Final = Wording(
    "Helped already, outside the contract.",
    "Mae help yn cael ei roi yn barod, y tu allan i’r contract.",
)
WOULD_NOT_SAY: Final = Wording(
    "Would not answer the last question, and did not want it asked again.",
    "Ni fynnai ateb y cwestiwn olaf, ac nid oedd am gael ei holi eto.",
)
NO_WORK: Final = Wording(
    "Lost the work last week, and has nothing to spare until there is other work.",
    "Wedi colli’r gwaith yr wythnos diwethaf, ac nid oes arian dros ben nes cael gwaith arall.",
)
WOMENS_CENTRE: Final = Wording(
    "Met her worker the next day, and goes there every week.",
    "Cwrddodd â’i gweithiwr drannoeth, ac mae hi’n mynd yno bob wythnos.",
)
OF_THE_PILOT: Final = Wording(
    "Kept for those who look at what became of the women of the pilot.",
    "Wedi’i gadw i’r rhai sy’n edrych ar hynt menywod y cynllun peilot.",
)
TOO_MANY: Final = "Ann has more cases than one should hold."
AWAY_SOON: Final = "Ann will be away soon, and Bryn has room."
NOTED_FACT: Final = Wording(
    "The custody record says so too.", "Dyna mae’r cofnod dalfa’n ei ddweud hefyd."
)
NOTED_OPINION: Final = Wording(
    "Looked away before answering. Ask again when we know each other better.",
    "Edrych draw cyn ateb. Gofyn eto pan fyddwn ni’n adnabod ein gilydd yn well.",
)
STRENGTH: Final = Wording("A brother who helps.", "Brawd sy’n helpu.")
OWN_VIEW: Final = Wording("I want this to stop.", "Rydw i am i hyn ddod i ben.")
RISK: Final = Wording(
    "Second arrest in a year; the same cause both times; keen to deal with it.",
    "Ail arestiad mewn blwyddyn; yr un achos y ddau dro; yn awyddus i ddelio ag ef.",
)
RISK_ACTION: Final = Wording(
    "Help with the first need begins this week.",
    "Bydd help gyda’r angen cyntaf yn dechrau yr wythnos hon.",
)
DUTY_TEAM: Final = Wording(
    "The county’s duty team, by telephone", "Tîm dyletswydd y sir, dros y ffôn"
)
KEPT_SAFE: Final = Wording(
    "The nurse has been told, and a call is booked for tomorrow.",
    "Mae’r nyrs yn gwybod, ac mae galwad wedi’i threfnu ar gyfer yfory.",
)
SAFE: Final = Wording("After 5pm. Nobody else answers.", "Ar ôl 5pm. Does neb arall yn ateb.")
WHO_ANSWERS: Final = Wording(
    "A former partner, who picks up and does not say so.",
    "Cyn-bartner, sy’n ateb heb ddweud pwy sydd yno.",
)
SAFE_TIMES: Final = Wording("Weekday mornings, 9 to 12.", "Boreau’r wythnos, 9 i 12.")
SISTER: Final = Wording("sister", "chwaer")
PUT_RIGHT: Final = Wording(
    "The statement gives Quay Street, not Practice Street.",
    "Stryd y Cei sydd yn y datganiad, nid Practice Street.",
)
CAME: Final = Wording("Came, and took part.", "Daeth, a chymerodd ran.")
LATE: Final = Wording("Twenty minutes late; the bus.", "Ugain munud yn hwyr; y bws.")
MISSED: Final = Wording("Did not come and did not call.", "Heb ddod, a heb ffonio.")
EXCUSED: Final = Wording(
    "Daughter in hospital; the ward confirmed it.",
    "Merch yn yr ysbyty; cadarnhaodd y ward hynny.",
)
EVIDENCE: Final = Wording(
    "Says there was a doctor’s appointment; the card is to be shown.",
    "Dywedodd fod apwyntiad gyda’r meddyg; mae’r cerdyn i’w ddangos.",
)
SERVICE: Final = Wording("The worker was ill.", "Roedd y gweithiwr yn sâl.")
NO_ANSWER: Final = Wording("No answer; no message left.", "Dim ateb; ni adawyd neges.")
WORKS_NOW: Final = Wording(
    "You have work now, and want one more meeting.",
    "Mae gennych waith nawr, ac rydych am gael un cyfarfod arall.",
)
FEWER_DAYS: Final = Wording(
    "You have done most of it, and start a course a week before the end.",
    "Rydych wedi gwneud y rhan fwyaf, ac yn dechrau cwrs wythnos cyn y diwedd.",
)
SPOKE: Final = Wording(
    "All well; knows what comes next.", "Popeth yn iawn; yn gwybod beth sydd nesaf."
)
FORGOT: Final = Wording(
    "Had forgotten the day; was told what follows.",
    "Wedi anghofio’r diwrnod; cafodd wybod beth sy’n dilyn.",
)
DOCTOR: Final = Wording(
    "Will bring the appointment card this week.", "Am ddod â’r cerdyn apwyntiad yr wythnos hon."
)
WORKED: Final = Wording("Planting and clearing.", "Plannu a chlirio.")
CONFIRMED: Final = Wording("The garden’s co-ordinator", "Cydlynydd yr ardd")
SAFE_TO_POST: Final = Wording(
    "They asked for it by post: nobody else opens the post there.",
    "Gofynnwyd amdano drwy’r post: does neb arall yn agor y post yno.",
)
LETTER: Final = Wording(
    "We waited half an hour, and rang twice.", "Fe wnaethom aros hanner awr, a ffonio ddwywaith."
)
# What is proposed of a breach: what shows it, what was tried first, the proposer’s view, what the
# person says of it, and what it did to the victim.
BY_MISSES: Final = (
    Wording(
        "Two meetings missed and nothing excuses either. The service confirms both days.",
        "Dau gyfarfod wedi’u colli a dim yn esgusodi’r naill na’r llall. Mae’r gwasanaeth yn "
        "cadarnhau’r ddau ddiwrnod.",
    ),
    Wording(
        "Rang twice, wrote once, offered another day and a lift.",
        "Ffonio ddwywaith, ysgrifennu unwaith, cynnig diwrnod arall a lifft.",
    ),
    Wording(
        "Has stopped taking part, and says so.",
        "Wedi rhoi’r gorau i gymryd rhan, ac yn dweud hynny.",
    ),
    Wording(
        "“I have no time for this.” Told what follows, and that the case goes to a supervisor.",
        "“Does gen i ddim amser i hyn.” Wedi clywed beth sy’n dilyn, a bod yr achos yn mynd at "
        "oruchwyliwr.",
    ),
    Wording(
        "Had hoped that the drinking would be dealt with.",
        "Roedd gobaith y byddai’r yfed yn cael sylw.",
    ),
)
BY_OFFENCE: Final = (
    Wording(
        "A new offence within the term, admitted in interview.",
        "Trosedd newydd o fewn y cyfnod, wedi’i chyfaddef mewn cyfweliad.",
    ),
    Wording(
        "Talked it through at the last meeting. A supervisor decides on a new offence.",
        "Trafodwyd y mater yn y cyfarfod diwethaf. Goruchwyliwr sy’n penderfynu ar drosedd newydd.",
    ),
    Wording(
        "Has come to every meeting and owed money for a meter. Hard to call.",
        "Wedi dod i bob cyfarfod, ac roedd arian yn ddyledus am fesurydd. Anodd dweud.",
    ),
    Wording(
        "“I was ashamed to ask for help with the meter.”",
        "“Roedd arna i gywilydd gofyn am help gyda’r mesurydd.”",
    ),
    Wording("Not asked yet: another shop.", "Heb ofyn eto: siop arall."),
)
NEW_OFFENCE: Final = Wording(
    "Arrested for theft from a shop; admitted in interview.",
    "Arestiwyd am ddwyn o siop; cyfaddefwyd mewn cyfweliad.",
)
FOUND: Final = Wording(
    "Two misses, and no answer to the letter. Everything was tried.",
    "Dau gyfarfod wedi’u colli, a dim ateb i’r llythyr. Rhoddwyd cynnig ar bopeth.",
)
REPORTED: Final = Wording("The officer wrote to say so.", "Ysgrifennodd y swyddog i ddweud hynny.")
# What is asked about the scheme, why somebody stops, and what a service is asked for.
QUESTION: Final = Wording(
    "Will my employer be told? No: only those I agree to.",
    "A fydd fy nghyflogwr yn cael gwybod? Na: dim ond y rhai rwy’n cytuno iddynt.",
)
STOPPED_EARLY: Final = Wording(
    "Talked to a solicitor and wants the court to decide.",
    "Wedi siarad â chyfreithiwr ac am i’r llys benderfynu.",
)
STOPPED: Final = Wording(
    "Starts work away from home and cannot come any more.",
    "Yn dechrau gweithio oddi cartref ac yn methu dod mwyach.",
)
MOVED_AWAY: Final = Wording(
    "Has gone to live with family in the north of England, and will stay there.",
    "Wedi mynd i fyw at deulu yng ngogledd Lloegr, a bydd yn aros yno.",
)
IN_PRISON: Final = Wording(
    "Custody told us: sentenced to nine weeks on another matter.",
    "Dywedodd y ddalfa: dedfryd o naw wythnos ar fater arall.",
)
TRANSFERRED: Final = Wording(
    "Lives with a brother in Durham from now on, and wants to go on there.",
    "Yn byw gyda brawd yn Durham o hyn ymlaen, ac am barhau yno.",
)
ELSEWHERE: Final = Wording("The scheme in Durham", "Y cynllun yn Durham")
IN_ERROR: Final = Wording(
    "A namesake: the record belongs to somebody else.",
    "Rhywun o’r un enw: mae’r cofnod yn perthyn i rywun arall.",
)
UNDER_AGE: Final = Wording(
    "The college confirmed the date of birth: 17 until the spring.",
    "Cadarnhaodd y coleg y dyddiad geni: 17 oed tan y gwanwyn.",
)
MORE_WANTED: Final = Wording(
    "Ask the service for its register, and say what was offered after the second miss.",
    "Gofynnwch i’r gwasanaeth am ei gofrestr, a dywedwch beth a gynigiwyd ar ôl colli’r ail "
    "gyfarfod.",
)
DIED: Final = Wording(
    "A sister rang: it was in hospital, after an illness.",
    "Ffoniodd chwaer: yn yr ysbyty y bu hynny, ar ôl salwch.",
)
ASKED: Final = Wording(
    "Wants to talk to somebody soon, by day.", "Am siarad â rhywun yn fuan, yn ystod y dydd."
)
SHIFT: Final = Wording("Works that afternoon.", "Yn gweithio y prynhawn hwnnw.")
NOBODY_IN: Final = Wording("Nobody in. No card left.", "Neb i mewn. Ni adawyd cerdyn.")
OWN_WORDS: Final = Wording(
    "Write to the shop. Say what you took and why you are sorry. Show your assessor the letter.",
    "Ysgrifennwch at y siop. Dywedwch beth a gymeroch a pham mae’n ddrwg gennych, a dangoswch y "
    "llythyr i’ch asesydd.",
)
SAME_HOUSE: Final = Wording(
    "They live together, and were arrested on different days.",
    "Maen nhw’n byw gyda’i gilydd, ac fe’u harestiwyd ar ddiwrnodau gwahanol.",
)
NO_PLACE = Wording(
    "No place free before the summer.",
    "Dim lle rhydd cyn yr haf.",
)
TAGGED: Final = Wording(
    "Fitted at home. Knows how to charge it.", "Wedi’i osod gartref. Yn gwybod sut i’w wefru."
)
MET: Final = Wording(
    "They met, and both said what they had come to say.",
    "Cyfarfu’r ddau, a dywedodd y naill a’r llall yr hyn roedden nhw am ei ddweud.",
)
COMES_WITH_SISTER: Final = Wording(
    "Will come back with a sister, and wants to hear of services then.",
    "Bydd yn dod yn ôl gyda chwaer, ac mae am glywed am wasanaethau bryd hynny.",
)

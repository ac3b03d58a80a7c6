"""Outlets that everybody knows, with the other names they go by and their sites. Facts, for reading and suggesting."""

from press.addresses import host_of
from press.reading.text import normalize_for_matching

#: Name, site, other common names.
_OUTLETS = """
ABC News | abcnews.go.com | ABC; abcnews
AFP | afp.com | Agence France-Presse; Agencia France-Presse
AL DÍA News | aldianews.com | Al Día
Al Día Dallas | aldiadallas.com |
Al Jazeera | aljazeera.com | AJ English; Al Jazeera English; AJE
AP News | apnews.com | AP; Associated Press; The Associated Press
Arizona Republic | azcentral.com | azcentral; AZ Republic
Atlanta Journal-Constitution | ajc.com | AJC
Axios | axios.com |
BBC News | bbc.com | BBC; The BBC
BBC News Mundo | bbc.com/mundo | BBC Mundo
Bloomberg | bloomberg.com | Bloomberg News; Bloomberg CityLab; CityLab
Boston Globe | bostonglobe.com | Globe; The Globe
BuzzFeed News | buzzfeednews.com | BuzzFeed; Buzzfeed
CBS News | cbsnews.com | CBS
Chicago Sun-Times | chicago.suntimes.com | Sun-Times; CST
Chicago Tribune | chicagotribune.com | ChiTrib; Trib
Christian Science Monitor | csmonitor.com | CSM; CSMonitor
CNN | cnn.com | Cable News Network
CNN en Español | cnnespanol.cnn.com | CNNE
Common Dreams | commondreams.org |
Dallas Morning News | dallasnews.com | DMN; Dallas News
Democracy Now! | democracynow.org | Democracy Now; DN!
Denver Post | denverpost.com |
Diario Las Américas | diariolasamericas.com | DLA; Diario de las Américas
El Diario NY | eldiariony.com | El Diario; El Diario La Prensa; El Diario Nueva York; El Diario de Nueva York
El Faro | elfaro.net |
El Nuevo Herald | elnuevoherald.com | ENH
El Nuevo Día | elnuevodia.com | END
El País | elpais.com | El Pais
El Planeta | elplaneta.com |
El Pregonero | elpreg.org |
El Tiempo Latino | eltiempolatino.com | ETL
El Universal | eluniversal.com.mx |
EFE | efe.com | Agencia EFE; EFE News
Estrella TV | estrellatv.com | Noticiero Estrella TV
Excélsior | excelsior.com.mx | Excelsior; Periódico Excélsior
Fast Company | fastcompany.com | FastCo
Financial Times | ft.com | FT
Forbes | forbes.com |
Fox News | foxnews.com | Fox; FNC
Fusion | fusion.net | Fusion TV
Guardian | theguardian.com | Guardian US; The Guardian US; Guardian UK
Houston Chronicle | houstonchronicle.com | HouChron; Chron
HuffPost | huffpost.com | Huffington Post; HuffPo; Huff Post; HuffPost Latino Voices; HuffPost Voces
Infobae | infobae.com |
La Jornada | jornada.com.mx |
La Opinión | laopinion.com | La Opinion; LaOpinion; La Opinión de Los Ángeles
La Raza | laraza.com |
Los Angeles Times | latimes.com | LA Times; L.A. Times; LAT; LATimes
Mexico News Daily | mexiconewsdaily.com | MND
Miami Herald | miamiherald.com |
Milenio | milenio.com | Grupo Milenio; Milenio Diario
Mother Jones | motherjones.com | MoJo
MSNBC | msnbc.com | MS NBC; MS NOW
NBC News | nbcnews.com | NBC
NBC Latino | nbcnews.com/latino |
New York Daily News | nydailynews.com | NYDN; NY Daily News; Daily News
New York Magazine | nymag.com | NY Mag; NYMag; Intelligencer
New York Post | nypost.com | NY Post; NYPost; NYP
New York Times | nytimes.com | NYT; NY Times; NYTimes; N.Y. Times; The Times; New York Times en Español; NYT en Español
New Yorker | newyorker.com |
Newsweek | newsweek.com |
Next City | nextcity.org |
NPR | npr.org | National Public Radio; NPR News
Observer | observer.com | New York Observer; NY Observer
PBS NewsHour | pbs.org/newshour | PBS; NewsHour; PBS News Hour; PBS News
Philadelphia Inquirer | inquirer.com | Philly Inquirer; Inquirer
Politico | politico.com | POLITICO Magazine; Politico Pro
Prensa Libre | prensalibre.com |
ProPublica | propublica.org | Pro Publica
Radio Bilingüe | radiobilingue.org | Radio Bilingue; Noticiero Latino
Reuters | reuters.com | Thomson Reuters
San Francisco Chronicle | sfchronicle.com | SF Chronicle; SFChron; SF Chron
Seattle Times | seattletimes.com |
Slate | slate.com |
Telemundo | telemundo.com | Noticias Telemundo; Telemundo Noticias
Texas Tribune | texastribune.org | TexTrib; Tex Trib
The Atlantic | theatlantic.com | Atlantic
The Hill | thehill.com |
The Intercept | theintercept.com | Intercept
The Nation | thenation.com |
TIME | time.com | Time Magazine
Univision | univision.com | Univisión; Univision Noticias; Noticias Univision; Univision News
USA Today | usatoday.com | USAT; USA TODAY
Vice News | vice.com | Vice; VICE
Vox | vox.com | Vox.com
Wall Street Journal | wsj.com | WSJ; W.S.J.
Washington Post | washingtonpost.com | WaPo; Wash Post; WashPost; Wash. Post; WP
"""


def _key(name: str) -> str:
    return normalize_for_matching(name).removeprefix("the ")


def _read() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The names of each outlet, by each of them; and its site, by each of them."""
    names: dict[str, tuple[str, ...]] = {}
    sites: dict[str, str] = {}
    for line in _OUTLETS.strip().splitlines():
        name, site, others = (part.strip() for part in line.split("|"))
        keys = tuple(dict.fromkeys(_key(one) for one in [name, *others.split(";")] if one.strip()))
        for key in keys:
            names.setdefault(key, keys)
            sites.setdefault(key, host_of(site))
    return names, sites


#: All names of an outlet, and its site, by each of its names, normalized for matching, without "The".
WELL_KNOWN, _SITES = _read()
_ALL_SITES = frozenset(_SITES.values())
#: Their stories stand on the sites of others.
WIRE_SERVICES = frozenset(
    {"AP", "AP News", "Associated Press", "The Associated Press", "Reuters", "EFE", "AFP", "Bloomberg"}
)


def is_well_known(name: str) -> bool:
    """Whether it is one of these outlets, by whatever name."""
    return _key(name) in WELL_KNOWN


def other_names(name: str) -> tuple[str, ...]:
    """What the outlet `name` is called too, normalized for matching; nothing when it is not among these."""
    return WELL_KNOWN.get(_key(name), ())


def site_of_outlet(name: str) -> str:
    """The site of a well-known outlet; empty when it is none."""
    return _SITES.get(_key(name), "")


def well_known_site(url: str) -> str:
    """The site of a well-known outlet that an address is on; empty when it is on none."""
    host = host_of(url)
    return next((site for site in (host, host.partition(".")[2]) if site in _ALL_SITES), "")

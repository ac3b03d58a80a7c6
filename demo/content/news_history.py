"""News posts on what happened between 2017 and 2019, from the record."""

from typing import Any

from demo.content.alts import IMAGE_ALTS
from demo.content.text import R, T

_TYPE = "press_newsroom.NewsPage"

HISTORY: tuple[dict[str, Any], ...] = (
    {
        "key": "news-sanctuary-release",
        "type": _TYPE,
        "parent": "news",
        "slug": T("officials-meet-on-sanctuary-policy", "autoridades-se-reunen-ciudades-santuario"),
        "title": T(
            "Local officials meet in New York on sanctuary policy",
            "Autoridades debaten políticas santuario en Nueva York",
        ),
        "search_description": T(
            "Press release, March 27, 2017: officials from about 30 cities and counties open a two-day meeting in New York City.",
            "Comunicado del 27 de marzo de 2017: autoridades de unas 30 ciudades y condados inician dos días de trabajo en Nueva York.",
        ),
        "summary": T(
            "Officials from about 30 cities and counties open two days of work on police, lawyers, courts and reform.",
            "Autoridades de unas 30 ciudades y condados inician dos jornadas de trabajo sobre policía, abogados, tribunales y reformas.",
        ),
        "when": {"date": "2017-03-27"},
        "kind": "press_release",
        "campaign": "campaign:hub-sanctuary",
        "image": "image:microphones",
        "image_alt": IMAGE_ALTS["microphones"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p><b>New York, March 27, 2017.</b> Elected officials from about 30 cities and counties meet "
                            "today and tomorrow at the Borough of Manhattan Community College. The meeting is called "
                            "“Seeking Sanctuary: Municipal Policy to Confront Mass Deportation and Criminalization”.</p>",
                            "<p><b>Nueva York, 27 de marzo de 2017.</b> Autoridades electas de unas 30 ciudades y condados "
                            "se reúnen hoy y mañana en el Colegio Comunitario de Manhattan (BMCC). El encuentro se titula "
                            "“En busca de santuario: políticas municipales frente a la deportación masiva y la "
                            "criminalización”.</p>",
                        ),
                        (
                            "<p>The hosts are Local Progress, the Center for Popular Democracy and New York City Council "
                            "Speaker Melissa Mark-Viverito.</p>",
                            "<p>Son anfitriones Local Progress, el Centro para la Democracia Popular y la presidenta del "
                            "Concejo Municipal de Nueva York, Melissa Mark-Viverito.</p>",
                        ),
                        ("<h2>On the agenda</h2>", "<h2>Los temas</h2>"),
                        (
                            "<ul><li>limits on immigration work by local police, detainers included</li><li>access to "
                            "counsel, with New York’s Immigrant Family Unity Project as an example</li><li>criminal "
                            "justice reform, so that minor offenses do not lead to deportation</li>"
                            "<li>litigation</li></ul>",
                            "<ul><li>límites a la policía local en materia de inmigración, incluidas las solicitudes de "
                            "retención</li><li>acceso a defensa legal, con el ejemplo del Proyecto de Unidad Familiar de "
                            "Inmigrantes de Nueva York</li><li>reformas de la justicia penal, para que una falta menor no "
                            "lleve a la deportación</li><li>demandas judiciales</li></ul>",
                        ),
                        (
                            '<p>For interviews, see <a href="demo:press">the newsroom</a>.</p>',
                            '<p>Para entrevistas, visite <a href="demo:press">la sala de prensa</a>.</p>',
                        ),
                    )
                ),
            )
        ],
    },
    {
        "key": "news-open-letter",
        "type": _TYPE,
        "parent": "news",
        "slug": T("open-letter-local-officials", "carta-abierta-autoridades-locales"),
        "title": T(
            "More than 100 local officials sign an open letter",
            "Más de 100 autoridades locales firman una carta abierta",
        ),
        "search_description": T(
            "April 12, 2017: more than 100 local officials from nearly 65 cities sign an open letter after the New York meeting.",
            "12 de abril de 2017: más de 100 autoridades locales de casi 65 ciudades firman una carta abierta tras el encuentro.",
        ),
        "summary": T(
            "Two weeks after the meeting in New York, officials from nearly 65 cities put their names to one letter.",
            "Dos semanas después del encuentro de Nueva York, autoridades de casi 65 ciudades firman una misma carta.",
        ),
        "when": {"date": "2017-04-12"},
        "kind": "news",
        "campaign": "campaign:hub-sanctuary",
        "image": "image:open-letter",
        "image_alt": IMAGE_ALTS["open-letter"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>More than 100 local officials from nearly 65 cities signed an open letter dated "
                            "April 12, 2017.</p>",
                            "<p>Más de 100 autoridades locales de casi 65 ciudades firmaron una carta abierta con "
                            "fecha del 12 de abril de 2017.</p>",
                        ),
                        (
                            "<p>It came two weeks after officials from about 30 cities and counties had met in New York. "
                            "On the first day of that meeting, US Attorney General Jeff Sessions had repeated the threat "
                            "to cut off funding.</p>",
                            "<p>Llegó dos semanas después de que autoridades de unas 30 ciudades y condados se reunieran "
                            "en Nueva York. El primer día de aquel encuentro, el fiscal general de Estados Unidos, Jeff "
                            "Sessions, había repetido la amenaza de retirar fondos.</p>",
                        ),
                        (
                            '<p>To see what your own city can do, start at <a href="demo:hub-sanctuary">Seeking '
                            "Sanctuary</a>.</p>",
                            '<p>Para saber qué puede hacer su propia ciudad, comience por <a href="demo:hub-sanctuary">En '
                            "busca de santuario</a>.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        # The page that exists in English only.
        "key": "news-austin-2017",
        "state": "untranslated",
        "type": _TYPE,
        "parent": "news",
        "slug": T("austin-2017", ""),
        "title": T("Resistance and progress in Austin", ""),
        "search_description": T(
            "July 27 to 30, 2017: about 130 officials come to Austin for the sixth convening, “Resistance & Progress”.",
            "",
        ),
        "summary": T("About 130 officials came to Texas in July 2017 for the sixth national convening.", ""),
        "when": {"date": "2017-07-30"},
        "kind": "news",
        "campaign": None,
        "image": "image:austin",
        "image_alt": T(IMAGE_ALTS["austin"].en, ""),
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>The sixth national convening of Local Progress took place in Austin, Texas, from July 27 to "
                            "30, 2017. Its theme was “Resistance &amp; Progress”.</p>",
                            "",
                        ),
                        (
                            "<p>About 130 officials took part, four months after the Seeking Sanctuary meeting in New "
                            "York.</p>",
                            "",
                        ),
                    )
                ),
            )
        ],
    },
    {
        "key": "news-janus-decision",
        "type": _TYPE,
        "parent": "news",
        "slug": T("supreme-court-decides-janus", "corte-suprema-resuelve-caso-janus"),
        "title": T("Supreme Court decides Janus v. AFSCME", "La Corte Suprema resuelve el caso Janus"),
        "search_description": T(
            "June 27, 2018: by 5 to 4, the Supreme Court ends agency fees in public employment. What the decision says, in short.",
            "27 de junio de 2018: por 5 votos contra 4, la Corte Suprema pone fin a las cuotas de representación. Qué dice el fallo.",
        ),
        "summary": T(
            "By 5 votes to 4, the Court overruled a precedent from 1977. What changed, in four short paragraphs.",
            "Por 5 votos contra 4, la Corte anuló un precedente de 1977. Qué cambió, en cuatro párrafos breves.",
        ),
        "when": {"date": "2018-06-27"},
        "kind": "news",
        "campaign": "campaign:hub-janus",
        "image": "image:janus-hero",
        "image_alt": IMAGE_ALTS["janus-hero"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>On June 27, 2018, the Supreme Court decided <i>Janus v. AFSCME Council 31</i>, No. 16-1466. "
                            "The vote was 5 to 4. The Court had heard the case on February 26.</p>",
                            "<p>El 27 de junio de 2018, la Corte Suprema resolvió el caso <i>Janus contra el Consejo 31 de "
                            "AFSCME</i>, número 16-1466. La votación fue de 5 a 4. Los alegatos se habían escuchado el 26 "
                            "de febrero.</p>",
                        ),
                        (
                            "<p>Public employers may no longer take agency fees from workers who have not agreed to pay. "
                            "In this case the fee was 78.06% of union dues.</p>",
                            "<p>Los empleadores públicos ya no pueden descontar cuotas de representación a quienes no hayan "
                            "aceptado pagarlas. En este caso, la cuota equivalía al 78.06% de lo que pagan los "
                            "afiliados.</p>",
                        ),
                        (
                            "<p>Justice Alito wrote the opinion of the Court, which overruled <i>Abood v. Detroit Board of "
                            "Education</i>, decided in 1977. Justices Sotomayor and Kagan each wrote a dissent.</p>",
                            "<p>El juez Alito redactó la opinión de la Corte, que anuló el precedente <i>Abood contra la "
                            "Junta de Educación de Detroit</i>, de 1977. Las juezas Sotomayor y Kagan escribieron sendos "
                            "votos disidentes.</p>",
                        ),
                        (
                            '<p>Here are <a href="demo:hub-janus">two ways to take action</a>.</p>',
                            '<p>Aquí tiene <a href="demo:hub-janus">dos maneras de actuar</a>.</p>',
                        ),
                    )
                ),
            )
        ],
    },
    {
        "key": "news-lp2018",
        "type": _TYPE,
        "parent": "news",
        "slug": T("lp2018-taking-back-power", "lp2018-recuperar-el-poder"),
        "title": T("#LP2018: 150 officials meet in Minneapolis", "#LP2018: 150 autoridades se reúnen en Minneapolis"),
        "search_description": T(
            "The seventh annual convening brought 150 local officials from 90 jurisdictions to Minneapolis, July 12 to 14, 2018.",
            "El séptimo encuentro anual reunió en Minneapolis a 150 autoridades de 90 jurisdicciones, del 12 al 14 de julio de 2018.",
        ),
        "summary": T(
            "More than 30 states, 90 jurisdictions and one theme: “Taking Back Power: Reclaiming Government by the People”.",
            "Más de 30 estados, 90 jurisdicciones y un lema: “Recuperar el poder: que el pueblo vuelva a gobernar”.",
        ),
        "when": {"date": "2018-07-14"},
        "kind": "news",
        "campaign": None,
        "image": "image:lp2018",
        "image_alt": IMAGE_ALTS["lp2018"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>Local Progress held its seventh annual national convening in Minneapolis from July 12 to "
                            "14, 2018. It opened at Minneapolis City Hall.</p>",
                            "<p>Local Progress celebró su séptimo encuentro nacional anual en Minneapolis, del 12 al 14 de "
                            "julio de 2018. La apertura fue en la sede del Ayuntamiento.</p>",
                        ),
                        (
                            "<p>The 150 officials came from more than 30 states and 90 jurisdictions. Their theme was "
                            "“Taking Back Power: Reclaiming Government by the People”.</p>",
                            "<p>Las 150 autoridades llegaron de más de 30 estados y 90 jurisdicciones. El lema fue "
                            "“Recuperar el poder: que el pueblo vuelva a gobernar”.</p>",
                        ),
                        (
                            "<p>The convening opened two weeks after the Supreme Court had decided <i>Janus v. "
                            'AFSCME</i>. See <a href="demo:hub-janus">what you can do</a> about that decision.</p>',
                            "<p>El encuentro comenzó dos semanas después de que la Corte Suprema resolviera el caso "
                            '<i>Janus contra AFSCME</i>. Vea <a href="demo:hub-janus">qué puede hacer usted</a> ante ese '
                            "fallo.</p>",
                        ),
                    )
                ),
            )
        ],
    },
    {
        # The page whose English moved on after its translation.
        "key": "news-detroit-2019",
        "state": "behind",
        "later_title": "Detroit 2019: more than 190 officials, three words",
        "later_summary": (
            "“Equity. Justice. Power.” was the theme when more than 190 officials came to Detroit for the eighth national "
            "convening, the network’s gathering of August 2019."
        ),
        "type": _TYPE,
        "parent": "news",
        "slug": T("detroit-2019", "detroit-2019"),
        "title": T("Equity, justice and power in Detroit", "Equidad, justicia y poder en Detroit"),
        "search_description": T(
            "August 2019: more than 190 officials come to Detroit for the eighth national convening of Local Progress.",
            "Agosto de 2019: más de 190 autoridades acuden a Detroit al octavo encuentro nacional de Local Progress.",
        ),
        "summary": T(
            "More than 190 officials came to Detroit in August 2019 for the eighth national convening.",
            "Más de 190 autoridades acudieron a Detroit en agosto de 2019 para el octavo encuentro nacional.",
        ),
        "when": {"date": "2019-08-31"},
        "kind": "news",
        "campaign": None,
        "image": "image:detroit",
        "image_alt": IMAGE_ALTS["detroit"],
        "body": [
            (
                "text",
                R(
                    (
                        (
                            "<p>In August 2019, Local Progress held its eighth national convening in Detroit. The theme was "
                            "“Equity. Justice. Power.”</p>",
                            "<p>En agosto de 2019, Local Progress celebró en Detroit su octavo encuentro nacional. El lema "
                            "fue “Equidad. Justicia. Poder”.</p>",
                        ),
                        (
                            "<p>More than 190 officials took part. A year before, 150 had come to Minneapolis.</p>",
                            "<p>Participaron más de 190 autoridades. Un año antes, 150 habían ido a Minneapolis.</p>",
                        ),
                    )
                ),
            )
        ],
    },
)

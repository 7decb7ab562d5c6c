//! What once went wrong, in sentences of our own: each row is named after it, and says which rules must speak.
//! An empty list is a promise of silence.

use std::collections::BTreeMap;
use std::fs;

use docparity::check::{Options, run};

#[path = "regressions/audit.rs"]
mod audit;
#[path = "regressions/relations.rs"]
mod relations;

/// Name, locale, English, translation, the rules that must be reported and no others.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    // Numbers
    ("a number word inside a compound", "sv-SE", "Enter the four-digit code.", "Ange den fyrsiffriga koden.", &[]),
    ("a length inside a compound", "sv-SE", "A 3-year term.", "En treårsperiod.", &[]),
    ("words and digits", "nl-NL", "You can add 5 users.", "U kunt vijf gebruikers toevoegen.", &[]),
    ("thousands with a space", "sv-SE", "You need $300K in sales.", "Du behöver 300 000 USD i försäljning.", &[]),
    ("ten thousands", "zh-CN", "You need USD300K in sales.", "销售额需要达到 30 万美元。", &[]),
    ("a sign lost", "ru-RU", "More than $10k.", "Больше чем 10 000.", &["money-mismatch"]),
    ("another currency behind the sign", "fr-FR", "Up to $50,000 USD.", "Jusqu’à $50 000 EUR.", &["money-mismatch"]),
    ("a product of numbers", "pl-PL", "The price is 2.47 (19x0.13x1).", "Cena wynosi 2,47 (19x0,13x1).", &[]),
    (
        "three times is not three",
        "fr-FR",
        "You have more than 3x licenses.",
        "Vous avez plus de trois licences.",
        &["number-mismatch"],
    ),
    ("nonzero is no zero", "ko-KR", "Enter a nonzero number.", "0이 아닌 숫자를 입력합니다.", &[]),
    ("per user told as for one user", "pl-PL", "10 minutes per user.", "10 minut dla 1 użytkownika.", &[]),
    ("millions with a decimal comma", "de-DE", "1,000,000.5 units.", "1.000.000,5 Einheiten.", &[]),
    ("a decimal in words", "ru-RU", "It is 1.5 times longer.", "Это в одну целую пять десятых раза дольше.", &[]),
    ("thousands in K", "cs-CZ", "You need $300K in sales.", "Potřebujete tržby ve výši $300K.", &[]),
    ("more than 5 days is 6 days or more", "ja-JP", "It is more than 5 days old.", "6 日以上経過しています。", &[]),
    ("fewer than 5 is at most 4", "de-DE", "Choose fewer than 5 files.", "Wählen Sie höchstens 4 Dateien.", &[]),
    (
        "more than 5 is not 5 or fewer by one",
        "ja-JP",
        "It is more than 5 days old.",
        "4 日以上経過しています。",
        &["duration-mismatch"],
    ),
    ("K kept in English", "hr-HR", "Up to 40K rows are shown.", "Prikazuje se do 40K redaka.", &[]),
    ("a counter of what happens", "ja-JP", "You make 9 payments.", "支払いは 9 回です。", &[]),
    ("times as fast", "ko-KR", "It is 4.5 times faster.", "4.5배 더 빠릅니다.", &[]),
    // Swapped words
    (
        "after told as before a length",
        "fr-FR",
        "Suspend the account after 20 days.",
        "Suspendez le compte avant 20 jours.",
        &["relation-mismatch"],
    ),
    (
        "after told as before a length in another language",
        "sv-SE",
        "Suspend the account after 20 days.",
        "Pausa kontot före 20 dagar.",
        &["relation-mismatch"],
    ),
    ("a word for before that is a bound", "ru-RU", "It takes up to 20 hours.", "Это занимает до 20 часов.", &[]),
    (
        "past told as next before a list of lengths",
        "es-ES",
        "Choose the past 2, 4, or 8 months.",
        "Elija los próximos 2, 4 u 8 meses.",
        &["relation-mismatch"],
    ),
    (
        "past before a list of lengths",
        "es-ES",
        "Choose the past 2, 4, or 8 months.",
        "Elija los últimos 2, 4 u 8 meses.",
        &[],
    ),
    ("another code before the sign", "ko-KR", "At least USD$40K.", "최소 EUR$40K.", &["money-mismatch"]),
    ("the code before the sign", "fr-FR", "At least USD$40K.", "Au moins USD $40 000.", &[]),
    (
        "another zone behind the word for time",
        "pl-PL",
        "Updated at 10am PST.",
        "Zaktualizowano o godzinie 10:00 czasu EST.",
        &["time-mismatch"],
    ),
    (
        "a zone behind the word for time",
        "pl-PL",
        "Updated at 10am PST.",
        "Zaktualizowano o godzinie 10:00 czasu PST.",
        &[],
    ),
    ("another zone behind an hour", "pt-PT", "Updated at 10am PST.", "Atualizado às 10h EST.", &["time-mismatch"]),
    (
        "hours that are counted from a zone's time",
        "hu-HU",
        "At least 3 hours from the current UTC time.",
        "Legalább 3 óra az aktuális UTC-időtől.",
        &[],
    ),
    (
        "the end of a range told as a start",
        "de-DE",
        "From March 3, 2021 through May 4, 2021, it is free.",
        "Vom 3. März 2021 vom 4. Mai 2021 ist es kostenlos.",
        &["relation-mismatch"],
    ),
    ("before a length has passed", "ja-JP", "Suspend before 20 days.", "20 日経過前に中断します。", &[]),
    ("a minus behind a quotation mark", "ja-JP", "It prints \"-4\" there.", "そこに「-4」と出力します。", &[]),
    ("megabytes by their letter", "fr-FR", "Smaller than 2M.", "Moins de 2 Mo.", &[]),
    ("what a format verb prints", "de-DE", "%f prints e.g. 654.321", "%f druckt z. B. 654.321", &[]),
    ("any number told as zero or more", "ko-KR", "It has any number of parts.", "0개 이상의 부분이 있습니다.", &[]),
    ("no zero with a hyphen", "ru-RU", "It returns a non-0 code.", "Возвращает ненулевой код.", &[]),
    ("a power of two", "ja-JP", "Use a power of two.", "2 のべき乗を使用します。", &[]),
    (
        "a level out of nowhere beside an article",
        "de-DE",
        "With tiered prices you see only one line.",
        "Mit Preisen in Schicht 1 sehen Sie nur eine Zeile.",
        &["fact-added"],
    ),
    // Names and codes
    (
        "the number of a code told as a count beside it",
        "pl-PL",
        "Open the K300 deck.",
        "Otwórz 300 talii K300.",
        &["fact-added"],
    ),
    (
        "the number of a phase lost beside an article",
        "fr-FR",
        "Phase 1: customers with a new offer.",
        "Phase : clients avec une nouvelle offre.",
        &["fact-missing"],
    ),
    ("a short name and its number", "ru-RU", "Open the O365 portal.", "Откройте портал Office 365.", &[]),
    ("a code with a word behind it", "nl-NL", "An E3 license.", "Een E3-licentie.", &[]),
    ("a code torn at its hyphen", "hu-HU", "Order PZY-00018 today.", "Rendelje meg ma: PZY – 00018.", &[]),
    (
        "a GUID with more characters",
        "nl-NL",
        "Use 2a31c234-1f4e-4c60-909e-76d234f93161.",
        "Gebruik 2a31c234-1f4e-4c60-909e-909e76d234f93161.",
        &["identifier-mismatch"],
    ),
    (
        "a GUID a character short",
        "de-DE",
        "Use 2a31c234-1f4e-4c60-909e-76d234f93161.",
        "Verwenden Sie 2a31c234-1f4e-4c60-909e-76d234f9316.",
        &["identifier-mismatch"],
    ),
    (
        "the number of another product",
        "zh-TW",
        "Harbor 365 is available.",
        "現已提供 Meadow 365。",
        &["identifier-mismatch"],
    ),
    ("a version behind a name", "de-DE", "Install Windows 8.1.", "Installieren Sie Windows 8.1.", &[]),
    ("versions in a list", "el-GR", "Use TLS 1.0/1.1.", "Χρησιμοποιήστε TLS 1.0/1.1.", &[]),
    ("a version left open", "vi-VN", "Use version 3.071.XXXX.XXXX.", "Dùng phiên bản 3.071. XXXX. XXXX.", &[]),
    ("greater in the neuter", "el-GR", "Use TLS 1.2 or greater.", "Χρησιμοποιήστε TLS 1.2 ή μεγαλύτερο.", &[]),
    ("a version is no date", "de-DE", "From 1.10.x to 1.9.x.", "Von 1.10.x bis 1.9.x.", &[]),
    ("a phone number", "fr-FR", "Call +1 206 555 0142.", "Appelez le +1 206 555 0142.", &[]),
    // Told twice
    (
        "a date told twice",
        "cs-CZ",
        "The offers end on March 5, 2021.",
        "5. března 2021 nabídky skončí 5. března 2021.",
        &["repeated-source"],
    ),
    (
        "a year out of nowhere beside its date",
        "pl-PL",
        "May 4, 2022: the last day to use a voucher.",
        "4 maja 2022 r.: ostatni dzień na wykorzystanie kuponu w 2022 r.",
        &["repeated-source"],
    ),
    ("a year that two dates share", "fr-FR", "On May 4 and June 8, 2022.", "Le 4 mai 2022 et le 8 juin 2022.", &[]),
    (
        "on or after, the day named twice",
        "uk-UA",
        "It applies on or after March 30, 2016.",
        "Це діє 30 березня 2016 р. або після 30 березня 2016 р.",
        &[],
    ),
    (
        "the English name of a file behind its translation",
        "ru-RU",
        "See the file Harbor Offers 2-3-20.",
        "См. файл с предложениями на 03.02.2020 (Harbor Offers 2-3-20).",
        &[],
    ),
    (
        "another partner given the first one's product",
        "tr-TR",
        "One partner for Harbor 365, another for Azure.",
        "Harbor 365 için bir iş ortağı, Harbor 365 için bir başkası.",
        &["repeated-source"],
    ),
    (
        "a number for each of two names",
        "de-DE",
        "Harbor 365 F1 becomes Harbor and Meadow 365 F3.",
        "Harbor 365 F1 wird zu Harbor 365 F3 und Meadow 365 F3.",
        &[],
    ),
    // Dates
    ("two days of a month", "de-DE", "Join us on May 4 and 5.", "Nehmen Sie am 4. und 5. Mai teil.", &[]),
    ("two months are not February", "zh-CN", "Wait for two months.", "请等待两个月。", &[]),
    ("each calendar month", "sv-SE", "We bill each calendar month.", "Vi fakturerar varje kalendermånad.", &[]),
    (
        "per person and month",
        "de-DE",
        "It costs USD 7 per person per month.",
        "Es kostet 7 USD pro Person und Monat.",
        &[],
    ),
    (
        "per person and year for month",
        "es-ES",
        "It costs USD 7 per person per month.",
        "Cuesta 7 USD por persona y año.",
        &["frequency-mismatch"],
    ),
    (
        "a word between the number and its unit",
        "cs-CZ",
        "Wait for 20 consecutive days.",
        "Počkejte 20 po sobě jdoucích hodin.",
        &["duration-mismatch"],
    ),
    ("the month May is no verb", "zh-CN", "The May 1 launch is late.", "5 月 1 日的发布已推迟。", &[]),
    ("a day and month with dots", "de-DE", "From 7/4 - 7/7.", "Vom 04.07. - 07.07.", &[]),
    (
        "a weekday behind its date",
        "hu-HU",
        "It starts on Saturday, August 1, 2020.",
        "A kezdete 2020. augusztus 1., szombat.",
        &[],
    ),
    (
        "between behind its dates",
        "tr-TR",
        "Between July 1 and December 31, 2020.",
        "1 Temmuz ve 31 Aralık 2020 arasında.",
        &[],
    ),
    (
        "an end changed before the word for between",
        "zh-CN",
        "Between July 1 and December 31, 2020.",
        "2020 年 7 月 1 日和 11 月 30 日之间。",
        &["range-mismatch"],
    ),
    (
        "a first end that closes with a dot",
        "hr-HR",
        "From December 15, 2019 to January 15, 2020.",
        "15. 12. 2019. – 15. 1. 2020.",
        &[],
    ),
    ("the first year of an era", "ja-JP", "It starts on May 1, 2019.", "令和元年 5 月 1 日に開始します。", &[]),
    ("a year before both ends", "lv-LV", "August 1–31, 2020.", "2020. gada 1.–31. augusts.", &[]),
    ("November 31", "fr-FR", "For the period 11/1- 11/31.", "Pour la période 01/11 au 31/11.", &[]),
    ("a time behind a date is no end of a range", "fr-FR", "September 23 at 7:30 PM.", "23 septembre à 19:30.", &[]),
    ("two days of one month", "it-IT", "On June 9 and 10.", "Il 9 e 10 giugno.", &[]),
    (
        "a number before until",
        "vi-VN",
        "We support Harbor 10 until October 14, 2025.",
        "Chúng tôi hỗ trợ Harbor 10 đến 14/10/2025.",
        &[],
    ),
    (
        "English order that reads as another day",
        "nl-NL",
        "It ends on 2/12/2018.",
        "Het eindigt op 2/12/2018.",
        &["ambiguous-date"],
    ),
    (
        "English order that reads one way only",
        "sv-SE",
        "It ends on 1/13/2018.",
        "Det slutar 1/13/2018.",
        &["number-format"],
    ),
    ("a hyphen and a slash in one date", "da-DK", "Seen on 8/7/2019.", "Set den 7/8-2019.", &[]),
    ("a month and its year", "pt-PT", "Updated in January 2020.", "Atualizado em 01/2020.", &[]),
    ("a Buddhist year", "th-TH", "Updated on January 15, 2020.", "อัปเดตเมื่อ 15/1/2563", &[]),
    ("a month that is a name", "ja-JP", "Available on Jan Mayen.", "ヤンマイエン島で利用できます。", &[]),
    (
        "the first week is no first of the month",
        "hu-HU",
        "In the first week of August 2021.",
        "2021 augusztusának első hetében.",
        &[],
    ),
    (
        "a range between until and from",
        "ja-JP",
        "From October 2, 2020 to December 2, 2020.",
        "2020 年 10 月 2 日から 2020 年 12 月 2 日まで。",
        &[],
    ),
    (
        "a range that lost its end",
        "es-ES",
        "From Feb 16 - Aug 15 2021.",
        "Desde el 16 de febrero de 2021.",
        &["range-mismatch"],
    ),
    ("a day that became an hour", "de-DE", "Updated on 10-Aug.", "Aktualisiert um 10:00 Uhr.", &["date-mismatch"]),
    // Periods
    ("a fiscal year told as one", "fr-FR", "The programs for FY20.", "Les programmes de l’année fiscale 2020.", &[]),
    ("a fiscal year told as a year", "fr-FR", "The programs for FY20.", "Les programmes de 2020.", &["date-mismatch"]),
    (
        "another fiscal year in the sentence",
        "de-DE",
        "Members in FY20 remain so in FY21.",
        "Mitglieder im Jahr 2020 bleiben es im FY21.",
        &["date-mismatch"],
    ),
    ("a quarter in words", "nl-NL", "It comes in Q4.", "Het komt in het vierde kwartaal.", &[]),
    (
        "a quarter that no year has",
        "fr-FR",
        "The dashboard of FY21 Q2.",
        "Le tableau de bord de FY21 Q22.",
        &["date-mismatch"],
    ),
    (
        "a range told as two dates",
        "de-DE",
        "The credit for March 3rd to April 9th.",
        "Das Guthaben für 3. März, 9. April.",
        &["range-mismatch"],
    ),
    (
        "between, said behind both dates",
        "ko-KR",
        "Orders placed between March 3, 2021 and April 9, 2021.",
        "2021년 3월 3일과 2021년 4월 9일 사이에 배치된 주문.",
        &[],
    ),
    (
        "by the end of a month told as at its end",
        "nl-NL",
        "It will be retired by the end of March 2021.",
        "Het wordt eind maart 2021 buiten gebruik gesteld.",
        &["relation-mismatch"],
    ),
    (
        "by the end of a month, kept",
        "pl-PL",
        "It will be retired by the end of March 2021.",
        "Zostanie wycofane do końca marca 2021 r.",
        &[],
    ),
    // Times and lengths
    ("every behind its interval", "ja-JP", "Renew every 3 months.", "3 か月ごとに更新します。", &[]),
    (
        "every behind another interval",
        "fi-FI",
        "Renew every 3 months.",
        "Uusi 4 kuukauden välein.",
        &["frequency-mismatch"],
    ),
    ("every third month", "da-DK", "Renew every 3 months.", "Forny hver 3. måned.", &[]),
    ("a time with a dot", "fi-FI", "It opens at 18:00.", "Se avataan 18.00.", &[]),
    ("a short half of the day before its time", "hu-HU", "It opens at 6:00 PM.", "Nyitás: du. 6:00.", &[]),
    ("hours written close", "fr-FR", "Open until 5PM.", "Ouvert jusqu’à 17H00.", &[]),
    ("a zone by another name", "nl-NL", "Updated at 11am PST.", "Bijgewerkt om 11:00 pst.", &[]),
    ("past inside a length", "fr-FR", "Over the last 30 days.", "Au cours des 30 derniers jours.", &[]),
    (
        "a rhythm told with its unit behind a word",
        "pl-PL",
        "Its yearly end date is near.",
        "Zbliża się data końcowa w roku, o której mowa.",
        &[],
    ),
    ("users, not months", "cs-CZ", "100 monthly users.", "100 měsíčních uživatelů.", &[]),
    (
        "an adjective between a number and its unit",
        "nl-NL",
        "It takes 3 to 10 additional business days.",
        "Het duurt 3 tot 10 extra werkdagen.",
        &[],
    ),
    (
        "the past told as the future, within during",
        "es-ES",
        "It covers the previous 12 months.",
        "Abarca durante los 12 meses siguientes.",
        &["relation-mismatch"],
    ),
    (
        "during the days after is within",
        "es-ES",
        "Cancel within 30 days of the order.",
        "Cancele durante los 30 días posteriores al pedido.",
        &[],
    ),
    (
        "a number said again in digits before its unit",
        "es-ES",
        "It is available within two (2) days of the date.",
        "Está disponible al menos dos (2) días después de la fecha.",
        &["relation-mismatch"],
    ),
    ("fifteen days are two weeks", "fr-FR", "It takes two weeks.", "Cela prend quinze jours.", &[]),
    (
        "round the clock, the days told as hours",
        "hu-HU",
        "24x7x365 support.",
        "24 órás, heti 7 napos, évi 365 órás támogatás.",
        &["fact-added"],
    ),
    (
        "hours dropped beside a rhythm",
        "de-DE",
        "Daily usage takes 24 hours to appear.",
        "Tägliche Nutzung dauert Stunden, bis sie erscheint.",
        &["fact-missing"],
    ),
    (
        "two more years told as years, two times",
        "ko-KR",
        "Renew for two additional years (three-year total).",
        "2번의 추가 연도(총 3년) 동안 갱신합니다.",
        &[],
    ),
    ("round the clock", "sv-SE", "24x7x365 support.", "Support dygnet runt, alla dagar.", &[]),
    ("an English word that is a month", "pt-BR", "Call ago, now and then.", "Chame ago, now e then.", &[]),
    // Relations and bounds
    (
        "or more that begins or equal",
        "ru-RU",
        "Less than 3.0.0 or greater than or equal to 4.2.0.",
        "Меньше 3.0.0 или больше или равно 4.2.0.",
        &[],
    ),
    (
        "a deadline told as a day",
        "sv-SE",
        "Apply by January 31, 2021.",
        "Ansök den 31 januari 2021.",
        &["relation-mismatch"],
    ),
    (
        "to is no until",
        "sv-SE",
        "Apply by January 31, 2021.",
        "Till stora organisationer: den här ansökan görs den 31 januari 2021.",
        &["relation-mismatch"],
    ),
    (
        "before the end of",
        "fr-FR",
        "It ends before the end of May 2021.",
        "Elle prend fin avant la fin du mois de mai 2021.",
        &[],
    ),
    ("cannot exceed is no more than", "zh-CN", "Files cannot exceed 1 MB.", "文件不能超过 1 MB。", &[]),
    ("at least lost", "cs-CZ", "You need at least USD 300K.", "Potřebujete 300 tisíc USD.", &["relation-mismatch"]),
    (
        "trailing left out",
        "pt-PT",
        "Your trailing twelve months of sales.",
        "Os seus 12 meses de vendas.",
        &["weakened-relation"],
    ),
    // Told by careful reading of published articles
    ("a percent sign said once", "cs-CZ", "Usage is between 5% and 80%.", "Využití je mezi 5 a 80 %.", &[]),
    ("a leading percent said once", "tr-TR", "The credit is 0 or 20 percent.", "Kredi yüzde 0 veya 20 olur.", &[]),
    ("two days of one month, with dots", "cs-CZ", "Join us on March 4 and 5.", "Přidejte se 4. a 5. března.", &[]),
    (
        "a weekday in parentheses behind its date",
        "de-DE",
        "On Tuesday, May 5, 2020.",
        "Am 5. Mai 2020 (Dienstag).",
        &[],
    ),
    (
        "another weekday in parentheses behind its date",
        "de-DE",
        "On Tuesday, May 5, 2020.",
        "Am 5. Mai 2020 (Mittwoch).",
        &["impossible-date"],
    ),
    ("one more is no range", "sv-SE", "We send one more after 48 hours.", "Vi skickar en till 48 timmar senare.", &[]),
    ("how often, torn by its verb", "zh-CN", "The audit takes place twice a year.", "审计每年进行两次。", &[]),
    (
        "so many times in a length",
        "ko-KR",
        "The audit takes place twice a year.",
        "감사는 1년에 두 번 실시됩니다.",
        &[],
    ),
    (
        "another fraction in words",
        "fr-FR",
        "One third of them renew.",
        "Un quart d’entre eux renouvelle.",
        &["number-mismatch"],
    ),
    (
        "within told as before, with its own limit",
        "ja-JP",
        "Cancel within 30 days after the purchase.",
        "購入前 30 日以内にキャンセルできます。",
        &["relation-mismatch"],
    ),
    ("a year of the republic in words", "zh-TW", "Until March 31, 2020.", "至民國 109 年 3 月 31 日為止。", &[]),
    (
        "another year of the republic",
        "zh-TW",
        "Until March 31, 2020.",
        "至民國 110 年 3 月 31 日為止。",
        &["date-mismatch"],
    ),
    ("two digits of a Buddhist year", "th-TH", "On March 31, 2020.", "ในวันที่ 31 มี.ค. 63", &[]),
    ("two other digits of a Buddhist year", "th-TH", "On March 31, 2020.", "ในวันที่ 31 มี.ค. 64", &["date-mismatch"]),
    ("two times with a word between", "et-EE", "From 9:00 AM to 5:00 PM.", "Kell 9.00 kuni 17.00.", &[]),
    ("hours that are no length", "pt-BR", "From 9:00 AM to 5:00 PM.", "Das 9h às 17h.", &[]),
    ("a verb between a bound and its amount", "zh-TW", "At most 50 of them are kept.", "其中最多保留 50 個。", &[]),
    (
        "a verb between another bound and its amount",
        "zh-TW",
        "At most 50 of them are kept.",
        "其中至少保留 50 個。",
        &["relation-mismatch"],
    ),
    (
        "a bound behind the ending of a number word",
        "tr-TR",
        "Fewer than ten servers remain.",
        "Ondan az sunucu kaldı.",
        &[],
    ),
    (
        "until told by a case ending as from",
        "et-EE",
        "The offer is valid until June 30, 2020.",
        "Pakkumine kehtib 30. juunist 2020.",
        &["relation-mismatch"],
    ),
    (
        "until told by a case ending",
        "et-EE",
        "The offer is valid until June 30, 2020.",
        "Pakkumine kehtib 30. juunini 2020.",
        &[],
    ),
    (
        "a range told by two case endings",
        "fi-FI",
        "Prices hold from January to March 2020.",
        "Hinnat ovat voimassa tammikuusta maaliskuuhun 2020.",
        &[],
    ),
    (
        "an end of a range told by two case endings",
        "fi-FI",
        "Prices hold from January to March 2020.",
        "Hinnat ovat voimassa tammikuusta huhtikuuhun 2020.",
        &["range-mismatch"],
    ),
    (
        "a case ending of several meanings is no relation for certain",
        "hu-HU",
        "The work begins after June.",
        "A munka júniusra kezdődik.",
        &[],
    ),
    ("two days of one month, with endings", "hu-HU", "Join us on March 4 and 5.", "Várjuk március 4-én és 5-én.", &[]),
    (
        "a phase is no day",
        "hu-HU",
        "It starts on May 21, 2021 with phase 1.",
        "2021. május 21-én, az 1. fázisban indul.",
        &[],
    ),
    ("250K kept", "hr-HR", "Download up to 250K rows.", "Preuzmite do 250K redaka.", &[]),
    ("4k told as kilobytes", "fr-FR", "Use 4k hashes.", "Utilisez des hachages de 4 Ko.", &[]),
    ("3M is months", "it-IT", "Choose the last 3M.", "Scegliere gli ultimi tre mesi (3M).", &[]),
    ("3M as millions", "nl-NL", "Choose 3M (three months).", "Kies 3 miljoen (drie maanden).", &["fact-added"]),
    ("a period kept in lower case", "sv-SE", "The FY21 rules apply.", "Reglerna för fy21 gäller.", &[]),
    ("a code kept in lower case", "fr-FR", "Take MB-200 or PL-200.", "Passez MB-200 ou pl-200.", &[]),
    ("English kept whole", "it-IT", "Monthly billing only.", "Monthly billing only.", &[]),
    ("a place is no month", "nl-NL", "Sint Maarten", "Sint Maarten", &[]),
    ("a saint is no September", "ru-RU", "Saint Pierre", "Сен-Пьер", &[]),
    (
        "a code with letters turned",
        "fr-FR",
        "Take MB-220 or MB-230.",
        "Passez Mo-220 ou MB-230.",
        &["identifier-mismatch"],
    ),
    ("a code told in another script", "ru-RU", "Take MB-500.", "Сдайте МБ — 500.", &["identifier-mismatch"]),
    ("words behind a code", "nl-NL", "Call the O365 usage APIs.", "Roep de O365-gebruiks-API's aan.", &[]),
    ("a plural behind a code", "sv-SE", "The F3 SKUs are new.", "F3-SKU:er är nya.", &[]),
    (
        "a word glued to a code",
        "de-DE",
        "The A3unattended license.",
        "Die A3-Lizenz für unbeaufsichtigten Betrieb.",
        &[],
    ),
    ("letters no code has", "de-DE", "All 145p purchases.", "Alle 145p-Käufe.", &[]),
    ("a dash that opens a list", "fr-FR", "- 10 new customers;", "-10 nouveaux clients ;", &[]),
    ("a minus that touches a word", "fr-FR", "The unit price is -41.34.", "Le prix unitaire est-41,34.", &[]),
    ("more or less", "tr-TR", "Within +/-5% of the price.", "Fiyatın +/-%5 aralığında.", &[]),
    ("a product of numbers apart", "ja-JP", "You pay 12 times.", "12 回支払います。", &[]),
    ("a counter", "ko-KR", "A limit of 3 links.", "링크는 3회로 제한됩니다.", &[]),
    ("once a month, the unit first", "ja-JP", "We send a monthly report.", "月に 1 回レポートを送信します。", &[]),
    ("every month, by its sign", "ja-JP", "At the start of each month.", "各月の初め。", &[]),
    (
        "each calendar month in a compound",
        "sv-SE",
        "At the start of each calendar month.",
        "I början av varje kalendermånad.",
        &[],
    ),
    ("one, and again in digits", "zh-TW", "Published one (1) month in advance.", "提前一個月發佈。", &[]),
    ("digits of a card in a row", "th-TH", "Card: 4111 2222 3333 4444", "บัตร: ๔๑๑๑๒๒๒๒๓๓๓๓๔๔๔๔", &[]),
    (
        "a month behind a product",
        "da-DK",
        "Windows 10, now the Windows 10 May 2019 Update.",
        "Windows 10, nu opdatering af maj 2019.",
        &[],
    ),
    ("the day of the next month", "sv-SE", "The June data comes on July 20th.", "Data för juni den 20 juli.", &[]),
    (
        "a date glued to a word",
        "de-DE",
        "It moves from 1/31 to 2/27.",
        "Es wird vom 31.01.auf den 27.02.verschoben.",
        &[],
    ),
    (
        "a year between day and month",
        "tr-TR",
        "Starting March 10 2021.",
        "10 2021 Mart'tan itibaren.",
        &["malformed-fact"],
    ),
    ("one broken date is one finding", "it-IT", "From 1/13/2018 on.", "Dal 13/13/2018.", &["date-mismatch"]),
    (
        "one broken number is one finding",
        "pl-PL",
        "During an outage.",
        "W przypadku 3000 000 000 000 000 00.",
        &["fact-added"],
    ),
    ("half of a range lost", "es-ES", "Feb 16 - Aug 15 2021", "16 de febrero de 2021", &["range-mismatch"]),
    ("a number word changed", "nl-NL", "On the ninth day.", "Op de tiende dag.", &["number-mismatch"]),
    ("a minute or two", "de-DE", "It takes a minute or two.", "Es dauert ein oder zwei Minuten.", &[]),
    ("a currency code in lower case", "sv-SE", "You need USD300K.", "Du behöver usd 300 000.", &[]),
    ("a slip of the English name", "uk-UA", "It starts on Window 10.", "Запускається у Windows 10.", &[]),
    ("all ones", "pt-BR", "Enter all 1's.", "Insira todos os 1s.", &[]),
    (
        "longer than, split by its verb",
        "nl-NL",
        "Delays greater than 30 days.",
        "Vertragingen die langer zijn dan 30 dagen.",
        &[],
    ),
    (
        "a version in a path",
        "da-DK",
        "Open Software\\Office\\16.0\\Common.",
        "Åbn Software\\Office\\16.0\\Common.",
        &[],
    ),
];

#[test]
fn what_went_wrong_once_goes_right() {
    let mut by_locale: BTreeMap<&str, Vec<(usize, &Row)>> = BTreeMap::new();
    let all: Vec<&Row> = ROWS.iter().chain(audit::ROWS).chain(relations::ROWS).collect();
    for (number, row) in all.iter().copied().enumerate() {
        by_locale.entry(row.1).or_default().push((number, row));
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (locale, rows) in &by_locale {
        let text: String = rows.iter().map(|(number, row)| pair(*number, row)).collect();
        fs::create_dir_all(folder.path().join(locale)).expect("a folder can be made");
        fs::write(folder.path().join(locale).join("a.md"), text).expect("a file can be written");
    }
    let options = Options { paths: vec![folder.path().to_path_buf()], ..Options::default() };
    let outcome = run(&options).expect("the run can be begun");
    let mut wrong = Vec::new();
    for (number, (name, locale, source, target, wanted)) in all.iter().enumerate() {
        let id = format!("abcde-{number}");
        let of_row = outcome.findings.iter().filter(|finding| finding.segment.as_deref() == Some(&id));
        let found: Vec<&str> = of_row.map(|finding| finding.rule.as_str()).collect();
        if found != *wanted {
            wrong.push(format!("{name} ({locale}): {source:?} / {target:?}\n    wanted {wanted:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

/// A span pair, in a paragraph of its own.
fn pair(number: usize, (_, _, source, target, _): &Row) -> String {
    format!(
        "<span data-ttu-id=\"abcde-{number}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"abcde-{number}\">{source}</span></span>\n\n"
    )
}

/// A bilingual article has no English title of its own: the English article lends it.
#[test]
fn titles_of_bilingual_articles_are_held_against_the_english_article() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |locale: &str, text: &str| {
        let folder = folder.path().join(locale);
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join("a.md"), text).expect("a file can be written");
    };
    let body = pair(1, &("", "", "You get 5 keys.", "Vous recevez 5 clés.", &[]));
    write("en-us", "---\ntitle: May 2020 news\ndescription: Get 3 keys\n---\n\n# News\n\nYou get 6 keys.\n");
    write(
        "fr-fr",
        &format!("---\ntitle: Nouvelles de juin 2020\ndescription: Obtenez 3 clés\n---\n\n# Nouvelles\n\n{body}"),
    );
    let options = Options { paths: vec![folder.path().to_path_buf()], ..Options::default() };
    let outcome = run(&options).expect("the run can be begun");
    let told: Vec<(&str, u32)> = outcome.findings.iter().map(|finding| (finding.rule.as_str(), finding.line)).collect();
    assert_eq!(told, [("date-mismatch", 2)], "the title alone is wrong; the body has its own English");
}

/// Without an English article no English title is known: the sisters made from the same source tell who stands alone.
#[test]
fn a_title_that_stands_alone_among_translations_of_one_source_is_disputed() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (one, other) = ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
    let titles = [
        ("de-de", "Neues vom Mai 2020", one),
        ("fr-fr", "Nouvelles de juin 2020", one),
        ("it-it", "Novità di maggio 2020", one),
        ("nl-nl", "Nieuws van juli 2020", other),
    ];
    for (locale, title, revision) in titles {
        let body = pair(1, &("", "", "You get 5 keys.", "5", &[]));
        let text = format!("---\ntitle: {title}\nms.openlocfilehash: {revision}\n---\n\n{body}");
        fs::create_dir_all(folder.path().join(locale)).expect("a folder can be made");
        fs::write(folder.path().join(locale).join("a.md"), text).expect("a file can be written");
    }
    let options = Options { paths: vec![folder.path().to_path_buf()], ..Options::default() };
    let outcome = run(&options).expect("the run can be begun");
    let told =
        |finding: &docparity::diagnostic::Finding| (finding.rule.to_string(), finding.locale.to_string(), finding.line);
    let found: Vec<_> = outcome.findings.iter().map(told).collect();
    assert_eq!(found, [("locale-disagreement".to_owned(), "fr-FR".to_owned(), 2)], "another source proves nothing");
}

/// The sentences of a paragraph are held against each other: what the second keeps does not stand for the first.
#[test]
fn a_length_lost_in_one_sentence_of_a_plain_paragraph_is_missed_though_the_next_repeats_it() {
    let told = |translation: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (locale, text) in [
            ("en-us", "It takes 36 hours for a change to appear. If you see none, make sure 36 hours have passed."),
            ("fr-fr", translation),
        ] {
            fs::create_dir_all(folder.path().join(locale)).expect("a folder can be made");
            fs::write(folder.path().join(locale).join("a.md"), format!("# Logo\n\n{text}\n")).expect("a file");
        }
        let options = Options { paths: vec![folder.path().to_path_buf()], ..Options::default() };
        let outcome = run(&options).expect("the run can be begun");
        outcome.findings.iter().map(|finding| finding.rule.as_str().to_owned()).collect::<Vec<_>>()
    };
    let whole = "Une modification apparaît après 36 heures. Sinon, assurez-vous que 36 heures se sont écoulées.";
    let lost = "Une modification apparaît dans le compte. Sinon, assurez-vous que 36 heures se sont écoulées.";
    let merged = "Si une modification n’apparaît pas, assurez-vous que 36 heures se sont écoulées.";
    assert_eq!(told(whole), Vec::<String>::new());
    assert_eq!(told(lost), ["fact-missing"]);
    assert_eq!(told(merged), Vec::<String>::new(), "sentences that were made one are not held apart");
}

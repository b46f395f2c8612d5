#include <identity/mrz.h>

#include "mrzlayout.h"

#include <algorithm>

namespace tirkeu::identity {

namespace {

constexpr int kMostCorrections = 3; ///< of places where the format leaves both readings open
constexpr qsizetype kIinLength12 = 12;

Error fault(ErrorCode code, qsizetype line, qsizetype place)
{
    return {code, ErrorKind::OperatorCanFix, {}, {QString::number(line + 1), QString::number(place + 1)}};
}

QString unfilled(QStringView field)
{
    return field.toString().replace(u'<', u' ').simplified();
}

bool readsAs(QChar c, MrzPlace place)
{
    return fits(c, place) || (!confusedWith(c).isNull() && fits(confusedWith(c), place));
}

/// The optional data begin with an IIN where Kazakhstan's documents have twelve digits there, or what can be read so.
bool expectsIin(const QStringList& lines, const MrzLayout& layout)
{
    const QStringView candidate = spanText(lines, layout.optional).first(kIinLength12);
    return spanText(lines, layout.issuer) == u"KAZ" &&
           std::all_of(candidate.cbegin(), candidate.cend(), [](QChar c) { return readsAs(c, MrzPlace::Digit); });
}

/// Where each kind of character stands in the number of a Kazakh card or passport.
QString usualNumber(const QStringList& lines, const MrzLayout& layout)
{
    if (spanText(lines, layout.issuer) != u"KAZ")
        return {};
    if (layout.format == Mrz::Format::Td3)
        return spanText(lines, layout.code).startsWith(u'P') ? QStringLiteral("ANNNNNNNN") : QString();
    return readsAs(lines.first().at(0), MrzPlace::Letter) && lines.first().at(1) == u'D' ? QStringLiteral("NNNNNNNNN")
                                                                                         : QString();
}

/// True where the number can be read in its usual shape and then agrees with its check digit. Two confusions can cancel
/// each other out in the sum, so that the sum alone does not tell.
bool expectsUsualNumber(const QStringList& lines, const MrzLayout& layout)
{
    const QString shape = usualNumber(lines, layout);
    QString number = spanText(lines, layout.number).toString();
    for (qsizetype i = 0; i < number.size(); ++i) {
        if (shape.isEmpty() || number[i] == u'<' || !readsAs(number[i], MrzPlace{shape[i].unicode()}))
            return false;
        if (!fits(number[i], MrzPlace{shape[i].unicode()}))
            number[i] = confusedWith(number[i]);
    }
    const MrzCheck& check = layout.checks.first();
    const QChar read = lines.at(check.line).at(check.place);
    const QChar digit = fits(read, MrzPlace::Digit) ? read : confusedWith(read);
    return digit.unicode() - u'0' == mrzCheckDigit(number);
}

/// What the format, and what is known of Kazakhstan's documents, let stand at each place.
QStringList placesOf(const QStringList& lines, const MrzLayout& layout)
{
    QStringList places = layout.places;
    if (expectsIin(lines, layout))
        places[layout.optional.line].replace(layout.optional.start, kIinLength12, QString(kIinLength12, u'N'));
    if (expectsUsualNumber(lines, layout))
        places[layout.number.line].replace(layout.number.start, layout.number.length, usualNumber(lines, layout));
    return places;
}

MrzPlace placeAt(const QStringList& places, qsizetype line, qsizetype place)
{
    return MrzPlace{places.at(line).at(place).unicode()};
}

std::optional<QDate> dayOf(QStringView yymmdd, int century)
{
    if (yymmdd.contains(u'<'))
        return std::nullopt;
    const QDate day(century + yymmdd.first(2).toInt(), yymmdd.mid(2, 2).toInt(), yymmdd.mid(4, 2).toInt());
    return day.isValid() ? std::optional(day) : std::nullopt;
}

bool isPossibleBirth(QStringView yymmdd)
{
    const QStringView month = yymmdd.mid(2, 2);
    const QStringView day = yymmdd.mid(4, 2);
    if (month == u"<<" || day == u"<<")
        return month == u"<<" || (month.toInt() >= 1 && month.toInt() <= 12);
    return dayOf(yymmdd, 2000) || dayOf(yymmdd, 1900);
}

/// Everything about these lines that cannot be so.
QList<Error> faultsOf(const QStringList& lines, const MrzLayout& layout)
{
    QList<Error> faults;
    const QStringList places = placesOf(lines, layout);
    QList<std::pair<qsizetype, qsizetype>> misplaced;
    for (qsizetype line = 0; line < lines.size(); ++line) {
        for (qsizetype place = 0; place < lines.at(line).size(); ++place) {
            if (!fits(lines.at(line).at(place), placeAt(places, line, place))) {
                misplaced.append({line, place});
                faults.append(fault(kMrzMisplaced, line, place));
            }
        }
    }
    const auto touches = [&misplaced](const MrzSpan& span) {
        return std::any_of(misplaced.cbegin(), misplaced.cend(), [&span](const auto& at) {
            return at.first == span.line && at.second >= span.start && at.second < span.start + span.length;
        });
    };
    // A misplaced character spoils the sums it stands in; saying so again would only hide it.
    for (const MrzCheck& check : layout.checks) {
        const bool composite = &check == &layout.checks.last();
        const bool spoilt = std::any_of(check.spans.cbegin(), check.spans.cend(), touches) ||
                            touches({check.line, check.place, 1}) || (composite && !faults.isEmpty());
        if (!spoilt && !holds(lines, check))
            faults.append(fault(kMrzCheckDigit, check.line, check.place));
    }
    if (!touches(layout.birth) && !isPossibleBirth(spanText(lines, layout.birth)))
        faults.append(fault(kMrzDate, layout.birth.line, layout.birth.start));
    if (!touches(layout.expiry) && !dayOf(spanText(lines, layout.expiry), 2000))
        faults.append(fault(kMrzDate, layout.expiry.line, layout.expiry.start));
    const MrzSpan iin{layout.optional.line, layout.optional.start, kIinLength12};
    if (expectsIin(lines, layout) && !touches(iin) && !Iin::parse(spanText(lines, iin)))
        faults.append(fault(kMrzIin, iin.line, iin.start));
    return faults;
}

Mrz interpret(const QStringList& lines, const MrzLayout& layout)
{
    Mrz zone;
    zone.format = layout.format;
    zone.lines = lines;
    zone.documentCode = unfilled(spanText(lines, layout.code));
    zone.issuer = unfilled(spanText(lines, layout.issuer));
    zone.number = unfilled(spanText(lines, layout.number));
    zone.nationality = unfilled(spanText(lines, layout.nationality));
    zone.birth = spanText(lines, layout.birth).toString();
    const QStringView sex = spanText(lines, layout.sex);
    if (sex == u"M" || sex == u"F")
        zone.sex = sex == u"M" ? Sex::Male : Sex::Female;
    zone.validUntil = dayOf(spanText(lines, layout.expiry), 2000).value_or(QDate());
    zone.optionalData = unfilled(spanText(lines, layout.optional));
    if (zone.issuer == u"KAZ") {
        if (const Result<Iin> iin = Iin::parse(spanText(lines, layout.optional).first(kIinLength12)))
            zone.iin = *iin;
    }
    const QString names = spanText(lines, layout.names).toString();
    zone.surname = unfilled(names.section(QStringLiteral("<<"), 0, 0));
    zone.given = unfilled(names.section(QStringLiteral("<<"), 1));
    return zone;
}

/// Applies what the format alone settles: a letter where only digits stand, a digit where only letters do.
QList<MrzCorrection> settle(QStringList& lines, const MrzLayout& layout)
{
    QList<MrzCorrection> done;
    const QStringList places = placesOf(lines, layout);
    for (qsizetype line = 0; line < lines.size(); ++line) {
        for (qsizetype place = 0; place < lines.at(line).size(); ++place) {
            const MrzPlace kind = placeAt(places, line, place);
            const QChar read = lines.at(line).at(place);
            const QChar other = confusedWith(read);
            if (fits(read, kind) || other.isNull() || !fits(other, kind))
                continue;
            lines[line][place] = other;
            done.append({static_cast<int>(line + 1), static_cast<int>(place + 1), read, other});
        }
    }
    return done;
}

/// Looks for the one smallest set of confusions, at places where both readings fit, after which nothing is wrong.
class Search
{
public:
    Search(const QStringList& lines, const MrzLayout& layout)
        : m_lines(lines)
        , m_layout(layout)
    {
        const QStringList places = placesOf(lines, layout);
        for (qsizetype line = 0; line < lines.size(); ++line) {
            for (qsizetype place = 0; place < lines.at(line).size(); ++place) {
                if (!confusedWith(lines.at(line).at(place)).isNull() && placeAt(places, line, place) == MrzPlace::Any)
                    m_open.append({line, place});
            }
        }
    }

    [[nodiscard]] std::optional<QList<MrzCorrection>> run()
    {
        for (int size = 0; size <= kMostCorrections && m_found == 0; ++size)
            choose(0, size);
        return m_found == 1 ? std::optional(m_solution) : std::nullopt;
    }

private:
    void choose(qsizetype from, int left)
    {
        if (left == 0) {
            if (checksHold() && faultsOf(m_lines, m_layout).isEmpty() && ++m_found == 1)
                m_solution = m_chosen;
            return;
        }
        for (qsizetype i = from; i < m_open.size() && m_found < 2; ++i) {
            const auto [line, place] = m_open.at(i);
            const QChar read = m_lines.at(line).at(place);
            m_lines[line][place] = confusedWith(read);
            m_chosen.append({static_cast<int>(line + 1), static_cast<int>(place + 1), read, confusedWith(read)});
            choose(i + 1, left - 1);
            m_chosen.removeLast();
            m_lines[line][place] = read;
        }
    }
    [[nodiscard]] bool checksHold() const
    {
        return std::all_of(m_layout.checks.cbegin(), m_layout.checks.cend(),
            [this](const MrzCheck& check) { return holds(m_lines, check); });
    }

    QStringList m_lines;
    const MrzLayout& m_layout;
    QList<std::pair<qsizetype, qsizetype>> m_open;
    QList<MrzCorrection> m_chosen;
    QList<MrzCorrection> m_solution;
    int m_found = 0;
};

Result<QStringList> linesOf(QStringView text)
{
    QStringList lines;
    for (const QStringView raw : text.split(u'\n')) {
        QString line = raw.toString().toUpper();
        line.remove(u' ').remove(u'\t').remove(u'\r');
        if (!line.isEmpty())
            lines.append(line);
    }
    if (lines.size() == 1 && lines.first().size() == 90)
        lines = {lines.first().first(30), lines.first().mid(30, 30), lines.first().last(30)};
    else if (lines.size() == 1 && lines.first().size() == 88)
        lines = {lines.first().first(44), lines.first().last(44)};
    const qsizetype length = lines.size() == 3 ? 30 : 44;
    if ((lines.size() != 2 && lines.size() != 3) ||
        std::any_of(lines.cbegin(), lines.cend(), [length](const QString& line) { return line.size() != length; }))
        return failure(kMrzShape, ErrorKind::OperatorCanFix);
    for (qsizetype line = 0; line < lines.size(); ++line) {
        for (qsizetype place = 0; place < length; ++place) {
            if (!mrzCheckDigit(QStringView(lines.at(line)).mid(place, 1)))
                return tl::make_unexpected(fault(kMrzCharacter, line, place));
        }
    }
    return lines;
}

} // namespace

Result<MrzReading> readMrz(QStringView text)
{
    // A zone has 90 characters; what is ten times as long is something else.
    if (text.size() > 1000)
        return failure(kMrzShape, ErrorKind::OperatorCanFix);
    const Result<QStringList> lines = linesOf(text);
    if (!lines)
        return failure(lines);
    const MrzLayout& layout = layoutOf(lines->size() == 3 ? Mrz::Format::Td1 : Mrz::Format::Td3);
    MrzReading reading;
    reading.asRead = interpret(*lines, layout);
    reading.faults = faultsOf(*lines, layout);
    if (reading.isGood())
        return reading;

    QStringList corrected = *lines;
    QList<MrzCorrection> corrections = settle(corrected, layout);
    if (const auto more = Search(corrected, layout).run()) {
        corrections.append(*more);
        for (const MrzCorrection& correction : *more)
            corrected[correction.line - 1][correction.position - 1] = correction.offered;
        reading.offered = interpret(corrected, layout);
        reading.corrections = corrections;
    }
    return reading;
}

std::optional<DocumentKind> Mrz::kind() const
{
    if (issuer != u"KAZ")
        return std::nullopt;
    if (format == Format::Td3)
        return documentCode.startsWith(u'P') ? std::optional(DocumentKind::Passport) : std::nullopt;
    return documentCode == u"ID" ? std::optional(DocumentKind::IdentityCard) : std::nullopt;
}

std::optional<QDate> Mrz::birthDate(const QDate& today) const
{
    const std::optional<QDate> recent = dayOf(birth, 2000);
    return recent && *recent <= today ? recent : dayOf(birth, 1900);
}

bool Mrz::birthAgreesWithIin() const
{
    return !iin || birth.contains(u'<') || iin->toString().first(6) == birth;
}

QString logMasked(const Mrz& zone)
{
    return QStringLiteral("[%1 zone of %2]").arg(zone.format == Mrz::Format::Td1 ? u"TD1" : u"TD3", zone.issuer);
}

} // namespace tirkeu::identity

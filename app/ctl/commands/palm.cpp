#include "../command.h"

#include <imaging/codecs.h>
#include <palm/decision.h>
#include <palm/picture.h>
#ifdef TIRKEU_HAS_PALM_WORLD
#    include <simulation_palm/hand.h>
#endif

#include <QDir>
#include <QJsonArray>
#include <QSaveFile>

namespace tirkeu::ctl {

namespace {

constexpr ErrorCode kCannotWriteFile{"palm.file-not-written"};
constexpr ErrorCode kNoUsablePalm{"palm.no-usable-palm"};
constexpr ErrorCode kUnknownName{"palm.unknown-name"};

Result<imaging::Frame> load(const Arguments& arguments, const QString& file, imaging::Band band)
{
    if (file.isEmpty())
        return imaging::Frame();
    const Result<QByteArray> bytes = arguments.read(file, qint64(32) << 20);
    if (!bytes)
        return failure(bytes);
    return imaging::decodeImage(*bytes, {.band = band});
}

Result<> save(const QString& file, const QByteArray& bytes)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return failure(kCannotWriteFile, ErrorKind::OperatorCanFix, out.errorString(), {file});
    return {};
}

/// "infra-red" by its colours: a picture without any is taken by an infra-red sensor unless told otherwise.
Result<palm::FramePair> pairFrom(const Arguments& arguments, const QString& single)
{
    const Result<imaging::Frame> visible =
        load(arguments, arguments.value(QStringLiteral("vis")), imaging::Band::Visible);
    const Result<imaging::Frame> infrared =
        load(arguments, arguments.value(QStringLiteral("nir")), imaging::Band::Infrared);
    if (!visible)
        return failure(visible);
    if (!infrared)
        return failure(infrared);
    palm::FramePair pair{*visible, *infrared};
    if (!single.isEmpty()) {
        const Result<imaging::Frame> frame = load(arguments, single, imaging::Band::Visible);
        if (!frame)
            return failure(frame);
        const bool infraredPicture =
            frame->format() != imaging::PixelFormat::Bgr8 || arguments.has(QStringLiteral("infrared"));
        (infraredPicture ? pair.infrared : pair.visible) = *frame;
    }
    return pair;
}

struct Looked
{
    palm::FramePair pair;
    palm::Assessment assessment;
};

Result<Looked> lookAt(const palm::FramePair& pair)
{
    const Result<palm::Assessment> assessment = palm::assess(pair);
    if (!assessment)
        return failure(assessment);
    return Looked{pair, *assessment};
}

/// Draws what was found, one hand beside the other, where a picture is wanted.
Result<> show(const Arguments& arguments, const std::vector<Looked>& hands)
{
    const QString file = arguments.value(QStringLiteral("picture"));
    if (file.isEmpty() || hands.empty())
        return {};
    std::vector<imaging::Frame> pictures;
    imaging::Size size{0, 0};
    for (const Looked& hand : hands) {
        const Result<imaging::Frame> picture =
            palm::drawn(hand.pair.visible.isEmpty() ? hand.pair.infrared : hand.pair.visible, hand.assessment);
        if (!picture)
            return failure(picture);
        pictures.push_back(*picture);
        size = {size.width + picture->width(), std::max(size.height, picture->height())};
    }
    QByteArray pixels;
    for (int y = 0; y < size.height; ++y) {
        for (const imaging::Frame& picture : pictures) {
            const qsizetype row = qsizetype(3) * picture.width();
            pixels += y < picture.height() ? QByteArray(reinterpret_cast<const char*>(picture.row(y)), row)
                                           : QByteArray(row, '\0');
        }
    }
    const Result<imaging::Frame> beside = imaging::Frame::make(size, imaging::PixelFormat::Bgr8, pixels);
    if (!beside)
        return failure(beside);
    const Result<QByteArray> png = imaging::encodePng(*beside);
    return png ? save(file, *png) : Result<>(failure(png));
}

QJsonObject toJson(const palm::Assessment& assessment)
{
    QJsonArray problems;
    for (const palm::Problem problem : assessment.problems)
        problems.append(QString(palm::nameOf(problem)));
    QJsonArray notices;
    for (const palm::Notice notice : assessment.notices)
        notices.append(QString(palm::nameOf(notice)));
    QJsonObject object{{QStringLiteral("problems"), problems}, {QStringLiteral("notices"), notices},
        {QStringLiteral("acceptable"), assessment.isAcceptable()},
        {QStringLiteral("oneBandOnly"), assessment.oneBandOnly}};
    if (!assessment.region)
        return object;
    const palm::Region& region = *assessment.region;
    QJsonArray corners;
    for (const imaging::Point& p : region.corners)
        corners.append(QJsonArray{p.x, p.y});
    QJsonArray cues;
    for (const palm::Cue& cue : assessment.artefact.cues)
        cues.append(QJsonObject{{QStringLiteral("cue"), QString(cue.name)},
            {QStringLiteral("characteristic"), QString(palm::nameOf(cue.characteristic))},
            {QStringLiteral("value"), cue.value}, {QStringLiteral("least"), cue.least},
            {QStringLiteral("most"), cue.most}, {QStringLiteral("inDoubt"), cue.inDoubt}});
    const palm::Quality& q = assessment.quality;
    object.insert(QStringLiteral("hand"), QString(palm::nameOf(region.side)));
    object.insert(QStringLiteral("handConfidence"), region.sideConfidence);
    object.insert(QStringLiteral("turnDegrees"), region.turnDegrees);
    object.insert(QStringLiteral("corners"), corners);
    object.insert(QStringLiteral("quality"),
        QJsonObject{{QStringLiteral("overall"), q.overall}, {QStringLiteral("light"), q.light},
            {QStringLiteral("sharpness"), q.sharpness}, {QStringLiteral("position"), q.position},
            {QStringLiteral("coverage"), q.coverage}, {QStringLiteral("lines"), q.lines},
            {QStringLiteral("veins"), q.veins}});
    object.insert(QStringLiteral("authenticity"), QString(palm::nameOf(assessment.artefact.verdict)));
    object.insert(QStringLiteral("cues"), cues);
    return object;
}

Outcome look(const Arguments& arguments, const QString& single)
{
    const Result<palm::FramePair> pair = pairFrom(arguments, single);
    if (!pair)
        return failed(pair.error());
    const Result<palm::Assessment> assessment = palm::assess(*pair);
    if (!assessment)
        return failed(assessment.error());
    if (const Result<> shown = show(arguments, {{*pair, *assessment}}); !shown)
        return failed(shown.error());
    const QJsonObject json = toJson(*assessment);
    if (!assessment->region)
        return negative(Error{kNoUsablePalm, ErrorKind::Retry, {}}, json);
    QStringList problems;
    for (const palm::Problem problem : assessment->problems)
        problems.append(QString(palm::nameOf(problem)));
    for (const palm::Notice notice : assessment->notices)
        problems.append(QStringLiteral("seen: ") + QString(palm::nameOf(notice)));
    return good(
        json, QStringLiteral("%1 hand, quality %2, %3%4")
                  .arg(QString(palm::nameOf(assessment->region->side)))
                  .arg(assessment->quality.overall)
                  .arg(QString(palm::nameOf(assessment->artefact.verdict)),
                      problems.isEmpty() ? QString() : QStringLiteral("; ") + problems.join(QStringLiteral(", "))));
}

Result<palm::PalmTemplate> templateOf(const Looked& hand)
{
    if (!hand.assessment.region)
        return failure(kNoUsablePalm, ErrorKind::Retry);
    return palm::makeTemplate(*hand.assessment.region, hand.assessment.quality.overall);
}

Outcome makeTemplate(const Arguments& arguments)
{
    const Result<palm::FramePair> pair = pairFrom(arguments, arguments.positional.value(0));
    if (!pair)
        return failed(pair.error());
    const Result<Looked> hand = lookAt(*pair);
    if (!hand)
        return failed(hand.error());
    if (const Result<> shown = show(arguments, {*hand}); !shown)
        return failed(shown.error());
    const Result<palm::PalmTemplate> palm = templateOf(*hand);
    if (!palm)
        return failed(palm.error());
    const QByteArray bytes = palm->toBytes();
    if (const Result<> saved = save(arguments.value(QStringLiteral("out"), QStringLiteral("palm.tkpt")), bytes); !saved)
        return failed(saved.error());
    return good({{QStringLiteral("bytes"), bytes.size()}, {QStringLiteral("hand"), QString(palm::nameOf(palm->side))},
                    {QStringLiteral("quality"), palm->quality}},
        QStringLiteral("%1 palm, quality %2, %3 bytes")
            .arg(QString(palm::nameOf(palm->side)))
            .arg(palm->quality)
            .arg(bytes.size()));
}

ExitCode exitCodeOf(palm::Outcome outcome)
{
    return outcome == palm::Outcome::Match     ? ExitCode::Good
           : outcome == palm::Outcome::NoMatch ? ExitCode::Negative
                                               : ExitCode::CannotDecide;
}

Outcome compare(const Arguments& arguments)
{
    std::vector<palm::PalmTemplate> palms;
    std::vector<Looked> hands; // those that came as pictures
    for (const QString& file : arguments.positional) {
        const Result<QByteArray> bytes = arguments.read(file, qint64(32) << 20);
        if (!bytes)
            return failed(bytes.error());
        Result<palm::PalmTemplate> palm = palm::PalmTemplate::fromBytes(*bytes);
        if (!palm && !bytes->startsWith("TKPT")) {
            const Result<palm::FramePair> pair = pairFrom(arguments, file);
            if (!pair)
                return failed(pair.error());
            const Result<Looked> hand = lookAt(*pair);
            if (!hand)
                return failed(hand.error());
            hands.push_back(*hand);
            palm = templateOf(*hand);
        }
        if (!palm)
            return failed(palm.error());
        palms.push_back(*palm);
    }
    if (const Result<> shown = show(arguments, hands); !shown)
        return failed(shown.error());
    const palm::Decision decision = palm::decide(palm::Probe(palms[0]), palms[1]);
    const palm::Calibrated& m = decision.measured;
    QJsonObject result{{QStringLiteral("outcome"), QString(palm::nameOf(decision.outcome))},
        {QStringLiteral("score"), m.score}, {QStringLiteral("threshold"), decision.threshold},
        {QStringLiteral("distance"), decision.alignment.distance}, {QStringLiteral("claimedFmr"), m.claimedFmr},
        {QStringLiteral("leastFmr"), m.leastFmr}, {QStringLiteral("mostFmr"), m.mostFmr},
        {QStringLiteral("sidesDiffer"), decision.sidesDiffer}};
    return {exitCodeOf(decision.outcome), std::move(result),
        QStringLiteral("%1: score %2 of %3, distance %4")
            .arg(QString(palm::nameOf(decision.outcome)))
            .arg(m.score, 0, 'f', 2)
            .arg(decision.threshold)
            .arg(decision.alignment.distance, 0, 'f', 4)};
}

#ifdef TIRKEU_HAS_PALM_WORLD
Outcome simulate(const Arguments& arguments)
{
    namespace world = simulation_palm;
    bool numbers = true;
    bool sample = true;
    world::HandId id;
    world::CaptureSpec spec;
    id.person = arguments.value(QStringLiteral("person"), QStringLiteral("1")).toULongLong(&numbers);
    spec.sample = arguments.value(QStringLiteral("sample"), QStringLiteral("0")).toInt(&sample);
    const QString hand = arguments.value(QStringLiteral("hand"), QStringLiteral("left"));
    id.side = hand == QStringLiteral("right") ? world::Side::Right : world::Side::Left;
    const auto condition =
        world::conditionFromName(arguments.value(QStringLiteral("condition"), QStringLiteral("normal")));
    const auto attack = world::attackFromName(arguments.value(QStringLiteral("attack"), QStringLiteral("none")));
    if (!numbers || !sample || !condition || !attack ||
        (hand != QStringLiteral("left") && hand != QStringLiteral("right")))
        return failed(Error{kUnknownName, ErrorKind::OperatorCanFix, {}});
    spec.condition = *condition;
    spec.attack = *attack;
    const world::Capture capture = world::Hand(id).capture(spec);
    const Result<Looked> looked = lookAt({capture.visible, capture.infrared});
    if (!looked)
        return failed(looked.error());
    if (const Result<> shown = show(arguments, {*looked}); !shown)
        return failed(shown.error());
    const QDir folder(arguments.value(QStringLiteral("out"), QStringLiteral(".")));
    (void)QDir().mkpath(folder.path());
    for (const auto& [frame, name] : {std::pair(&capture.visible, QStringLiteral("visible.png")),
             std::pair(&capture.infrared, QStringLiteral("infrared.png"))}) {
        const Result<QByteArray> png = imaging::encodePng(*frame);
        const Result<> saved = png ? save(folder.filePath(name), *png) : Result<>(failure(png));
        if (!saved)
            return failed(saved.error());
    }
    return good({{QStringLiteral("visible"), folder.filePath(QStringLiteral("visible.png"))},
                    {QStringLiteral("infrared"), folder.filePath(QStringLiteral("infrared.png"))}},
        QStringLiteral("Two pictures in %1").arg(folder.path()));
}
#endif

} // namespace

QList<Command> palmCommands()
{
    const Option vis{QStringLiteral("vis"), QStringLiteral("FILE"), QStringLiteral("the visible picture")};
    const Option nir{QStringLiteral("nir"), QStringLiteral("FILE"), QStringLiteral("the infra-red picture")};
    const Option infrared{
        QStringLiteral("infrared"), {}, QStringLiteral("a single picture in colour is infra-red all the same")};
    const Option picture{QStringLiteral("picture"), QStringLiteral("FILE"), QStringLiteral("draws what was found")};
    const Option out{QStringLiteral("out"), QStringLiteral("PATH"), QStringLiteral("where to write")};
    QList<Command> commands{
        {.name = QStringLiteral("palm region"),
            .operands = QStringLiteral("FILE"),
            .least = 1,
            .most = 1,
            .summary = QStringLiteral("Finds the palm in one picture"),
            .details = QStringLiteral("0: found. 1: no palm."),
            .options = {infrared, picture},
            .run =
                [](const Arguments& a) {
                    return look(a, a.positional.first());
                }},
        {.name = QStringLiteral("palm assess"),
            .operands = {},
            .summary = QStringLiteral("Quality and authenticity of a palm"),
            .details = QStringLiteral("0: assessed. 1: no palm."),
            .options = {vis, nir, picture},
            .run =
                [](const Arguments& a) {
                    return look(a, {});
                }},
        {.name = QStringLiteral("palm template"),
            .operands = QStringLiteral("[FILE]"),
            .most = 1,
            .summary = QStringLiteral("Makes a palm's template"),
            .options = {vis, nir, infrared, out, picture},
            .run = makeTemplate},
        {.name = QStringLiteral("palm compare"),
            .operands = QStringLiteral("A B"),
            .least = 2,
            .most = 2,
            .summary = QStringLiteral("Compares two palms, pictures or templates"),
            .details = QStringLiteral("0: one palm. 1: two palms. 2: too poor to tell, or no palm."),
            .options = {infrared, picture},
            .run = compare},
    };
#ifdef TIRKEU_HAS_PALM_WORLD
    const auto value = [](const char* name, const char* what, const char* text) {
        return Option{QLatin1StringView(name), QLatin1StringView(what), QLatin1StringView(text)};
    };
    QStringList conditions;
    for (const auto& list : {simulation_palm::measuredConditions(), simulation_palm::refusedConditions()}) {
        for (const simulation_palm::Condition one : list)
            conditions += QString(simulation_palm::nameOf(one));
    }
    QStringList attacks;
    for (const simulation_palm::Attack one : simulation_palm::allAttacks())
        attacks += QString(simulation_palm::nameOf(one));
    commands.append({.name = QStringLiteral("palm simulate"),
        .operands = {},
        .summary = QStringLiteral("Pictures of a hand that never was"),
        .details = QStringLiteral("Conditions: %1.\nAttacks: %2.")
                       .arg(conditions.join(QStringLiteral(", ")), attacks.join(QStringLiteral(", "))),
        .options = {value("person", "N", "whose"), value("hand", "left|right", "which"),
            value("sample", "K", "which capture"), value("condition", "NAME", "one of the list above"),
            value("attack", "KIND", "one of the list above"), picture, out},
        .run = simulate});
#endif
    return commands;
}

} // namespace tirkeu::ctl

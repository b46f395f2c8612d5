#include "devicecameras.h"

#include <devices/cameraregistry.h>

#include <QJsonArray>

namespace tirkeu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr ErrorCode kCameraNeeded{"devices.camera-port-needed"};

struct CameraLine
{
    QString busPath;
    QString usb;
    QString serial;
    QString model;
    QString standing;
};

/// The demo's camera hangs on no bus; its program plays it.
bool isPlayed(const criteria::Camera& camera, const DeviceAccess& access)
{
    return access.criteria->isDemo && camera.busPath.startsWith("virtual:"_L1);
}
} // namespace

Outcome camerasTold(const devices::CameraSight& sight, const DeviceAccess& access)
{
    const QList<devices::CameraFacts>& attached = sight.cameras;
    QJsonArray entries;
    QString text;
    std::optional<Error> refusal;
    const auto add = [&](const CameraLine& line, const std::optional<Error>& why) {
        entries.append(QJsonObject{{u"busPath"_s, line.busPath}, {u"usb"_s, line.usb}, {u"serial"_s, line.serial},
            {u"model"_s, line.model}, {u"standing"_s, line.standing}});
        text += u"%1  %2  %3  %4  %5\n"_s.arg(line.busPath, line.usb, line.serial, line.model, line.standing);
        if (why && !refusal)
            refusal = why;
    };
    const devices::CameraRegistry registry(
        access.criteria ? access.criteria->camerasOf(access.workstation) : QList<criteria::Camera>());
    for (const devices::CameraFacts& facts : attached) {
        const devices::CameraJudgement judgement = registry.judge(facts, attached);
        // A fake is one without criteria as well.
        const bool isJudged = access.criteria || judgement.standing == devices::Standing::Virtual;
        add({facts.busPath, facts.usb, facts.serial, devices::shownName(facts),
                isJudged ? nameOf(judgement.standing) : u"not judged"_s},
            isJudged ? judgement.refusal : std::nullopt);
    }
    for (const criteria::Camera& camera : registry.missing(attached)) {
        const CameraLine line{camera.busPath, camera.usb, camera.serial, camera.model, {}};
        if (isPlayed(camera, access))
            add({line.busPath, line.usb, line.serial, line.model, u"played"_s}, std::nullopt);
        else
            add({line.busPath, line.usb, line.serial, line.model, nameOf(devices::Standing::Absent)},
                Error{devices::kCameraAbsent, ErrorKind::OperatorCanFix, camera.id, {camera.model, camera.busPath}});
    }
    if (!sight.isWhole) {
        text += u"One that could not be opened: who may, the rights of /dev/video* say.\n"_s;
        refusal = refusal.value_or(Error{devices::kCameraClosed, ErrorKind::OperatorCanFix, {}});
    }
    const QJsonObject result{{u"cameras"_s, entries}};
    if (refusal)
        return {ExitCode::Negative, result, text, refusal};
    return good(result, text.isEmpty() ? u"No camera is plugged in."_s : text);
}

Result<CameraTrial> triedRegistered(
    const devices::CameraSight& sight, const DeviceAccess& access, const QString& port, const CameraMakers& makers)
{
    const QList<criteria::Camera> registered = access.criteria->camerasOf(access.workstation);
    const devices::CameraRegistry registry(registered);
    QMap<QString, CameraMade> usable; // by port: a camera may have several nodes
    std::optional<Error> refusal;
    for (const devices::CameraFacts& facts : sight.cameras) {
        if (!port.isEmpty() && facts.busPath != port)
            continue;
        const devices::CameraJudgement judgement = registry.judge(facts, sight.cameras);
        if (judgement.refusal)
            refusal = refusal.value_or(*judgement.refusal);
        else
            usable.insert(facts.busPath, [facts, &makers] { return makers.attached(facts); });
    }
    for (const criteria::Camera& camera : registry.missing(sight.cameras)) {
        if (!port.isEmpty() && camera.busPath != port)
            continue;
        if (makers.played && isPlayed(camera, access))
            usable.insert(camera.busPath, makers.played);
        else if (!refusal)
            refusal =
                Error{devices::kCameraAbsent, ErrorKind::OperatorCanFix, camera.id, {camera.model, camera.busPath}};
    }
    if (usable.size() == 1)
        return tried(usable.first());
    // Several of them are no refusal: which one is meant has to be said.
    if (usable.isEmpty() && refusal)
        return tl::make_unexpected(*refusal);
    return failure(kCameraNeeded, ErrorKind::OperatorCanFix, port, {QString::number(usable.size())});
}

Outcome trialTold(const CameraTrial& trial)
{
    const auto word = [](devices::Hold hold) {
        return hold == devices::Hold::Held ? u"held"_s : hold == devices::Hold::Free ? u"not held"_s : u"not offered"_s;
    };
    const devices::CameraCounts& counts = trial.counts;
    return good(
        {{u"width"_s, trial.format.size.width}, {u"height"_s, trial.format.size.height},
            {u"framesPerSecond"_s, trial.format.framesPerSecond}, {u"openMilliseconds"_s, qint64(trial.open.count())},
            {u"firstPictureMilliseconds"_s, qint64(trial.first.count())}, {u"exposure"_s, word(trial.holds.exposure)},
            {u"whiteBalance"_s, word(trial.holds.whiteBalance)}, {u"frames"_s, qint64(counts.frames)},
            {u"dropped"_s, qint64(counts.dropped)}, {u"duplicated"_s, qint64(counts.duplicated)},
            {u"broken"_s, qint64(counts.broken)}, {u"skipped"_s, qint64(counts.skipped)}},
        u"Registered; open after %1 ms, the first picture after %2 ms. %3 x %4 at %5 a second.\nExposure %6, white balance %7. Of %8 pictures %9 dropped, %10 doubled, %11 broken."_s
            .arg(trial.open.count())
            .arg(trial.first.count())
            .arg(trial.format.size.width)
            .arg(trial.format.size.height)
            .arg(trial.format.framesPerSecond)
            .arg(word(trial.holds.exposure), word(trial.holds.whiteBalance))
            .arg(counts.frames)
            .arg(counts.dropped)
            .arg(counts.duplicated)
            .arg(counts.broken));
}

Result<QJsonObject> cameraEntry(const QList<devices::CameraFacts>& attached, const CameraWish& wish)
{
    // A camera may have several nodes; by its port it is one.
    QMap<QString, devices::CameraFacts> ports;
    for (const devices::CameraFacts& facts : attached) {
        if (wish.port.isEmpty() || facts.busPath == wish.port)
            ports.insert(facts.busPath, facts);
    }
    if (ports.size() != 1)
        return failure(kCameraNeeded, ErrorKind::OperatorCanFix, wish.port, {QString::number(ports.size())});
    const devices::CameraFacts& facts = ports.first();
    const devices::CameraJudgement judgement = devices::CameraRegistry({}).judge(facts, attached);
    if (judgement.standing == devices::Standing::Virtual)
        return tl::make_unexpected(*judgement.refusal);
    QJsonObject entry{{u"id"_s, wish.id}, {u"workstation"_s, wish.workstation}, {u"use"_s, criteria::code(wish.use)},
        {u"model"_s, devices::shownName(facts)}, {u"usb"_s, facts.usb}, {u"busPath"_s, facts.busPath}};
    if (!facts.serial.isEmpty())
        entry.insert(u"serial"_s, facts.serial);
    if (!facts.firmware.isEmpty())
        entry.insert(u"firmware"_s, facts.firmware);
    return entry;
}

} // namespace tirkeu::ctl

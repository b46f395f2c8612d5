#pragma once

#include <core/language.h>
#include <core/result.h>

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <chrono>
#include <optional>

namespace tirkeu::enrolment {

struct StrokePoint
{
    double x = 0; ///< millimetres from the field's top left corner
    double y = 0;
    std::chrono::milliseconds after{0};  ///< since the first touch
    std::optional<double> pressure = {}; ///< 0 to 1; none where the device reports none
    bool operator==(const StrokePoint&) const = default;
};

/// What a client drew to sign, on their own touch device: every point with its time and pressure, and what it was
/// signed for. One JSON object; the same strokes give the same bytes.
struct Strokes
{
    static constexpr qsizetype kMostBytes = qsizetype(1) << 20;
    static constexpr int kMostStrokes = 200;
    static constexpr int kMostPoints = 20'000; ///< of one stroke
    static constexpr double kWidestField = 1000;

    core::Language language = core::Language::Kazakh; ///< in which the answers stood above the field
    QString device;
    double width = 0; ///< of the field, millimetres
    double height = 0;
    QMap<QString, QString> answers; ///< code of a consent -> "given", "refused", "withdrawn"
    QList<QList<StrokePoint>> strokes;

    [[nodiscard]] QByteArray toBytes() const;
    /// Strict: bounded, within the field, in the order of time.
    [[nodiscard]] static Result<Strokes> fromBytes(QByteArrayView bytes);
    /// Somebody drew: long enough in way and time, from a device that has a name. Whose hand it was nobody can tell.
    [[nodiscard]] bool isSignature() const;
    bool operator==(const Strokes&) const = default;
};

} // namespace tirkeu::enrolment

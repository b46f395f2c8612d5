#pragma once

#include <core/clock.h>
#include <core/error.h>
#include <evidence/recordview.h>

#include <QByteArray>

#include <optional>

namespace tirkeu::workstation {

enum class Verdict { Valid, Invalid, Undecided };

/// One check and its sentence, in whatever language the screen has.
struct CheckLine
{
    Verdict verdict = Verdict::Undecided;
    Error sentence;
};

struct CheckedSignature
{
    Verdict verdict = Verdict::Undecided;
    enum class Kind { Signature, TimeStamp } kind = Kind::Signature;
    QString name;
    QString organisation;
    QString iin;
    QString bin;
    std::optional<core::WallTime> provenTime; ///< before which it certainly existed
    QList<CheckLine> checks;
};

struct CheckedPicture
{
    evidence::RecordPicture said;
    QByteArray bytes;
};

/// What the verifier page shows of one file: judged elsewhere, in words and pictures, no cryptography.
struct CheckedDocument
{
    QString fileName;
    Verdict verdict = Verdict::Undecided;
    QString indication;          ///< as ETSI EN 319 102-1 names it
    QString level;               ///< "B-LTA"; empty where nothing can be said of it
    core::WallTime at;           ///< the moment the verdict is for
    std::optional<Error> reason; ///< what kept it from being valid
    QList<CheckLine> checks;
    QList<CheckedSignature> signatures;
    std::optional<evidence::RecordView> record; ///< of a document of ours
    QString clientIin;                          ///< whom it is about; empty: nobody
    QList<CheckedPicture> pictures;
    QStringList otherFiles; ///< attached besides the record and its pictures
};

} // namespace tirkeu::workstation

#pragma once

#include <core/result.h>

#include <QObject>
#include <QSet>

namespace tirkeu::workstation {

/// Who sits down in a guided case, as their document says.
struct TrainingClient
{
    QString surname;
    QString given;
    QString iin;
};

/// The guided cases, played with invented clients and demo keys. Only the demo has them.
class TrainingCourse : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Not with a real token in the reader: nobody practises with a key that signs.
    [[nodiscard]] virtual bool isOffered() const = 0;
    [[nodiscard]] virtual TrainingClient client(int number) const = 0; ///< from 1
    virtual void seat(int number) = 0;                                 ///< they sit down at the counter
    [[nodiscard]] virtual QSet<int> passed() const = 0;
    [[nodiscard]] virtual Result<> notePassed(int number) = 0;
};

} // namespace tirkeu::workstation

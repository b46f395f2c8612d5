#pragma once

#include <core/result.h>

#include <chrono>
#include <optional>

namespace tirkeu::wire {

/// Why a question to the gateway brought no answer. What to do about it is in the kind; which sentence to show, in the
/// code: codes of both sides have one in the messages.
struct Problem
{
    enum class Kind {
        NotReached, ///< no connection, or it ended before the answer: whether the gateway acted is unknown; ask again
        NotTrusted, ///< it is not the bank's gateway, or it does not take this workstation's certificate
        Later,      ///< busy or stopping: again after `retryAfter`
        OutOfStep,  ///< an upload or journal stands elsewhere than was thought: ask where and go on from there
        Refused,    ///< asked in vain: the same question gets the same answer
        Fault,      ///< an error of the gateway's, or an answer that is none
    };
    Kind kind = Kind::Fault;
    QString code;
    int status = 0; ///< of HTTP; 0 where no answer came
    std::optional<std::chrono::seconds> retryAfter = {};
    QString detail = {}; ///< for the protected log, never for the screen and never sent
    bool operator==(const Problem&) const = default;
};
[[nodiscard]] QString nameOf(Problem::Kind kind);

template<typename T = void>
using Reply = tl::expected<T, Problem>;

/// The status of HTTP that tells its kind, where it does not say one itself.
[[nodiscard]] int statusOf(const Problem& problem);
[[nodiscard]] tl::unexpected<Problem> problem(Problem::Kind kind, const ErrorCode& code, QString detail = {});

/// RFC 9457, nothing of the inside told: type, status, code, retryAfter.
[[nodiscard]] QByteArray encodeProblem(const Problem& problem);
/// Takes anything: what cannot be read is a Fault.
[[nodiscard]] Problem decodeProblem(int status, QByteArrayView body);

} // namespace tirkeu::wire

#pragma once

#include <core/result.h>
#include <wire/services.h>

namespace tirkeu::national {

/// Which question it is, from whom, and how long there is for the answer. The same number of the same workstation is
/// the same act, however often it comes: an adapter hands it on, so that the service knows a repeat.
struct Call
{
    core::Uuid id;
    QString workstation; ///< as the criteria name it
    std::chrono::milliseconds patience{10'000};
};

/// One service outside the bank, for one type of question. From any thread; blocks until there is an answer or none
/// will come. A service that is away or late is an error of kind Retry, one that refuses an error of another kind:
/// neither is ever an answer.
template<typename Asked>
class Service
{
public:
    virtual ~Service() = default;
    [[nodiscard]] virtual Result<typename Asked::Said> ask(const Call& call, const Asked& asked) = 0;
};

} // namespace tirkeu::national

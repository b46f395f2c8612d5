#pragma once

#include <enrolment/clientnotice.h>

#include <functional>

namespace tirkeu::demo {

/// The bank's messages to telephones, but the "telephone" is whatever `deliver` shows: the demo's ribbon, a test.
class DemoMessages final : public enrolment::ClientMessages
{
public:
    using Deliver = std::function<Result<>(const identity::PhoneNumber& to, const QString& text)>;
    explicit DemoMessages(Deliver deliver)
        : m_deliver(std::move(deliver))
    {
    }
    [[nodiscard]] QFuture<Result<QString>> send(const identity::PhoneNumber& to, const QString& text) override
    {
        const Result<> delivered = m_deliver(to, text);
        return QtFuture::makeReadyFuture(
            delivered ? Result<QString>(QStringLiteral("demo")) : Result<QString>(failure(delivered)));
    }

private:
    Deliver m_deliver;
};

} // namespace tirkeu::demo

#include "signingrules.h"

namespace tirkeu::workstation {

evidence::SignatureLevel wantedLevel(const criteria::SigningRules& rules)
{
    switch (rules.level) {
    case criteria::SigningRules::Level::B:
        return evidence::SignatureLevel::BB;
    case criteria::SigningRules::Level::T:
        return evidence::SignatureLevel::BT;
    case criteria::SigningRules::Level::LT:
        return evidence::SignatureLevel::BLT;
    case criteria::SigningRules::Level::LTA:
        return evidence::SignatureLevel::BLTA;
    }
    Q_UNREACHABLE();
}

pki::TimeStampOptions stampsFrom(const criteria::SigningRules& rules, const QList<QUrl>& services)
{
    pki::TimeStampOptions options;
    for (const QUrl& service : services) {
        for (const QString& policy : rules.timeStampPolicies)
            options.authorities.append({service, policy});
        if (rules.timeStampPolicies.isEmpty())
            options.authorities.append({service});
    }
    return options;
}

Result<enrolment::Seal> sealFor(const criteria::SigningRules& rules, const SealSource& source, core::WallTime when)
{
    if (rules.by == criteria::SigningRules::By::Employee || !source)
        return enrolment::Seal::of(rules, nullptr, when);
    const Result<core::Signer*> key = source();
    return key ? enrolment::Seal::of(rules, *key, when) : failure(key);
}

} // namespace tirkeu::workstation

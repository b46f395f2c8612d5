#include "tokenreader.h"

#include "stafflookup.h"
#include "tokenstaff.h"

namespace tirkeu::workstation {

std::unique_ptr<StaffSource> TokenReader::behind(std::shared_ptr<token::CryptokiModule> module) const
{
    return std::make_unique<TokenStaff>(
        std::move(module),
        token::CredentialRules{.trust = trust,
            .organisationBin = criteria.customer.bin.toString(),
            .authenticationPolicies = token::nationalAuthenticationPolicies(),
            .signaturePolicies = token::nationalSignaturePolicies()},
        [&known = criteria, here = branch](
            const pki::Certificate& certificate) { return staffFrom(known, certificate, here); },
        clock, [&opens = door](core::KeyUnwrapper& key) { return opens.useKey(key); },
        TokenHelpers{.status = status,
            .ncaLayer = ncaLayer,
            .known =
                [&known = criteria](const pki::Certificate& certificate) {
                    return known.staffByCertificate(certificate.fingerprint()) != nullptr;
                },
            .seals = criteria.signing.seals,
            .forgetKeys = door.forgetting()});
}

} // namespace tirkeu::workstation

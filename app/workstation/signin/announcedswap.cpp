#include "announcedswap.h"

#include <pki/signing.h>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kAnswerByProgram{"signin.answer-needs-token"};
}

AnnouncedSwap::GuestAct AnnouncedSwap::document(QByteArray pdf, evidence::DocumentSigner documents)
{
    return [pdf = std::move(pdf), documents = std::move(documents)](const evidence::SigningKey& key) {
        return documents.sign(pdf, key);
    };
}

AnnouncedSwap::GuestAct AnnouncedSwap::answer(QByteArray statement)
{
    return [statement = std::move(statement)](const evidence::SigningKey& key) -> Result<QByteArray> {
        const auto* signer = std::get_if<std::reference_wrapper<core::Signer>>(&key);
        if (!signer)
            return failure(kAnswerByProgram, ErrorKind::OperatorCanFix, QStringLiteral("a key behind a program"));
        return pki::signContent(statement, pki::ContentPlace::Attached, {&signer->get()});
    };
}

} // namespace tirkeu::workstation

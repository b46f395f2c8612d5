#include "announcedswap.h"

namespace tirkeu::workstation {

AnnouncedSwap::GuestAct AnnouncedSwap::document(QByteArray pdf, evidence::DocumentSigner documents)
{
    return [pdf = std::move(pdf), documents = std::move(documents)](const evidence::SigningKey& key) {
        return documents.sign(pdf, key);
    };
}

AnnouncedSwap::GuestAct AnnouncedSwap::answer(QByteArray statement)
{
    return [statement = std::move(statement)](const evidence::SigningKey& key) {
        return evidence::signStatement(statement, key);
    };
}

} // namespace tirkeu::workstation

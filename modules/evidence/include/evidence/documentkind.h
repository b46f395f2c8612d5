#pragma once

#include <core/result.h>

#include <array>

namespace tirkeu::evidence {

enum class DocumentKind {
    FaceAuthenticity,  ///< paragraph 9
    FaceComparison,    ///< paragraph 13, with the bank's own verified image; IDEC's document is kept as received
    PalmAuthenticity,  ///< paragraph 23
    PalmComparison,    ///< paragraph 26
    Decision,          ///< paragraphs 16 and 29
    Consent,           ///< paragraphs 19, 32, 40
    ConsentWithdrawal, ///< paragraph 41
    PersonalPresence,  ///< presence and visual identification
    Annulment,         ///< of an earlier document, superseded or not
    DestructionAct,
    DeliveryConfirmation, ///< of sending and receipt, on the client's request
};
inline constexpr std::array kDocumentKinds{DocumentKind::FaceAuthenticity, DocumentKind::FaceComparison,
    DocumentKind::PalmAuthenticity, DocumentKind::PalmComparison, DocumentKind::Decision, DocumentKind::Consent,
    DocumentKind::ConsentWithdrawal, DocumentKind::PersonalPresence, DocumentKind::Annulment,
    DocumentKind::DestructionAct, DocumentKind::DeliveryConfirmation};

[[nodiscard]] QString kindCode(DocumentKind kind); ///< "face-authenticity"
[[nodiscard]] Result<DocumentKind> kindFromCode(QStringView code);

} // namespace tirkeu::evidence

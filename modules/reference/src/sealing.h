#pragma once

#include <core/result.h>
#include <core/securebytes.h>
#include <core/uuid.h>

#include <QByteArray>
#include <QByteArrayView>

namespace tirkeu::reference {

inline constexpr QByteArrayView kLabelPart("tirkeu reference part");
inline constexpr QByteArrayView kLabelTicket("tirkeu reference ticket");

/// Everything an engine is given of a person is sealed like this first: under the gateway's data key, a label for what
/// it is and the id of what it belongs to.
[[nodiscard]] Result<QByteArray> sealUnder(
    const core::SecureBytes& dataKey, QByteArrayView label, const core::Uuid& id, QByteArrayView clear);
[[nodiscard]] Result<QByteArray> openUnder(
    const core::SecureBytes& dataKey, QByteArrayView label, const core::Uuid& id, QByteArrayView sealed);

} // namespace tirkeu::reference

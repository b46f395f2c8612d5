#pragma once

#include <pki/rawsignature.h>

#include "openssltools.h"

namespace tirkeu::pki {

/// The signed attributes as they are signed: a DER SET OF, whatever order they stand in.
[[nodiscard]] QByteArray signedAttributesOf(const CMS_SignerInfo* signer);
[[nodiscard]] CmsHandle readCms(QByteArrayView der, qsizetype* used);
[[nodiscard]] QByteArray writeCms(CMS_ContentInfo* cms);
} // namespace tirkeu::pki

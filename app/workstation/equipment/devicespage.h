#pragma once

#include "devicesource.h"
#include "widgets/page.h"

#include <functional>

class QFrame;
class QVBoxLayout;

namespace tirkeu::workstation {

class LanguageSwitch;
class LivePane;
class MessageBar;
class PermitPane;
class StaffSource;

/// The scanners and cameras of this workstation: each with its state, the reason where it may not be used, the remedy,
/// and a live picture to check it by. Nothing that is seen here is kept.
class DevicesPage : public Page
{
    Q_OBJECT
public:
    using MayPermit = std::function<bool()>; ///< whether the person at the screen is a supervisor
    /// `staff` is asked again, with a PIN, by whoever permits.
    DevicesPage(const Theme& theme, const LanguageSwitch& language, DeviceSource& source, StaffSource& staff,
        MayPermit mayPermit);

    void check(const QString& id);
    void look(const QString& id, CareAsk ask);
    void forget() override;

protected:
    void retranslate() override;
    void hideEvent(QHideEvent* event) override;

private:
    void rebuild();
    [[nodiscard]] QFrame* card(const ShownDevice& device);
    void take(const LivePicture& live);
    void ended(const Result<>& result);
    void permit();
    void showCare(const CareShown& care);
    [[nodiscard]] QVBoxLayout* actionsOf(const ShownDevice& device);
    [[nodiscard]] const ShownDevice* checked() const;

    const LanguageSwitch& m_language;
    DeviceSource& m_source;
    MayPermit m_mayPermit;
    MessageBar* m_message;
    LivePane* m_live;
    PermitPane* m_permit;
    QWidget* m_list = nullptr;
    QList<ShownDevice> m_shown;
    QString m_checked; ///< whose picture is live; empty: none
    QString m_looked;  ///< whose window or lens was looked at last
    DeviceKind m_lookedKind = DeviceKind::PalmScanner;
    int m_asked = 0; ///< which check an answer belongs to
};

} // namespace tirkeu::workstation

#pragma once

#include "clientscene.h"
#include "clientview.h"

#include <core/clock.h>

class QScrollArea;

namespace tirkeu::workstation {

class TouchButton;

/// One consent: the sentence, what follows from a No, the full text behind a button; Yes and No are alike and nothing
/// is preset.
class ConsentView : public ClientView
{
    Q_OBJECT
public:
    ConsentView(const ClientLook& look, const core::Clock& clock);
    void ask(const ConsentScene& scene);

Q_SIGNALS:
    void answered(const tirkeu::workstation::ConsentReply& reply);
    void videoWanted();

private:
    enum class Given { Yes, No };
    void answer(Given given);
    void showFullText(bool shown);
    void retell() override;
    [[nodiscard]] QString fullText() const; ///< the eight contents that the law lists

    const core::Clock& m_clock;
    ConsentScene m_scene;
    core::MonotonicTime m_shown;
    bool m_opened = false; ///< the full text, at least once
    QLabel* m_number;
    QLabel* m_sentence;
    QLabel* m_ifRefused;
    QLabel* m_video;
    QLabel* m_full;
    QScrollArea* m_scroll;
    TouchButton* m_more;
    TouchButton* m_videoButton;
    TouchButton* m_yes;
    TouchButton* m_no;
};

} // namespace tirkeu::workstation

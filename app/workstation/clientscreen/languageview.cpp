#include "languageview.h"

#include "theme/language.h"
#include "touchbutton.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr const char* kChoose = QT_TRANSLATE_NOOP("ClientWords", "Choose a language");
}

LanguageView::LanguageView(const ClientLook& look)
    : ClientView(look)
{
    auto* column = new QVBoxLayout(this);
    column->addStretch(1);
    for (const core::Language language : core::kLanguages) {
        auto* asked =
            label(language == core::Language::Kazakh ? QStringLiteral("question") : QStringLiteral("heading"));
        m_asked.append(asked);
        column->addWidget(asked);
    }
    column->addSpacing(1);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    for (const core::Language language : core::kLanguages) {
        auto* button =
            new TouchButton(look, QStringLiteral("language-") + core::languageCode(language), QStringLiteral("answer"));
        button->setText(languageName(language));
        connect(button, &TouchButton::clicked, this, [this, language] { Q_EMIT chosen(language); });
        m_buttons.append(button);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    retell();
}

void LanguageView::retell()
{
    for (const core::Language language : core::kLanguages)
        m_asked.at(static_cast<int>(language))->setText(look().wordIn(language, kChoose));
    layout()->setSpacing(look().px(18));
    const int side = look().px(40);
    layout()->setContentsMargins(side, 0, side, 0);
}

} // namespace tirkeu::workstation

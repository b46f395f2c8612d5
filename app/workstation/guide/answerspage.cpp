#include "answerspage.h"

#include "widgets/flowlayout.h"
#include "widgets/tile.h"
#include "widgets/tilegrid.h"

#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kColumn = 330;
constexpr int kColumns = 3;
} // namespace

AnswersPage::AnswersPage(const Theme& theme, const LanguageSwitch& language)
    : Page(theme, Footer::Primary)
    , m_screen(language)
    , m_spoken(language.language())
    , m_answers(clientAnswers(m_spoken))
    , m_question(new QLabel)
    , m_answer(new QLabel)
{
    setObjectName(QStringLiteral("answersPage"));
    auto* tongues = new QWidget;
    auto* row = new FlowLayout;
    row->setContentsMargins(0, 0, 0, 0);
    tongues->setLayout(row);
    for (const Language one : core::kLanguages) {
        auto* button = new QPushButton(languageName(one));
        button->setObjectName(QStringLiteral("answers-") + core::languageCode(one));
        button->setCheckable(true);
        button->setProperty("kind", QStringLiteral("chip"));
        connect(button, &QPushButton::clicked, this, [this, one] { speak(one); });
        m_tongues.append(button);
        row->addWidget(button);
    }
    body()->addWidget(tongues);
    auto* card = new QFrame;
    card->setProperty("surface", QStringLiteral("card"));
    auto* words = new QVBoxLayout(card);
    m_question->setProperty("text-role", QStringLiteral("heading"));
    m_question->setWordWrap(true);
    m_answer->setObjectName(QStringLiteral("largeAnswer"));
    m_answer->setProperty("text-role", QStringLiteral("display"));
    m_answer->setWordWrap(true);
    words->addWidget(m_question);
    words->addWidget(m_answer);
    body()->addWidget(card);
    auto* grid = new TileGrid(theme, kColumn, kColumns);
    for (int number = 0; number < m_answers.size(); ++number) {
        auto* tile = new Tile(theme, QStringLiteral("info"), QStringLiteral("question-%1").arg(number + 1));
        connect(tile, &Tile::clicked, this, [this, number] { choose(number); });
        m_tiles.append(tile);
        grid->add(tile);
    }
    body()->addWidget(grid);
    body()->addStretch(1);
    connect(primary(), &QPushButton::clicked, this, &AnswersPage::backRequested);
    const auto space = [this, words] {
        const int side = this->theme().px(24);
        words->setContentsMargins(side, side, side, side);
        words->setSpacing(this->theme().px(10));
    };
    connect(&theme, &Theme::changed, this, space);
    space();
    retranslate();
}

void AnswersPage::focusFirst()
{
    m_tiles.first()->setFocus();
}

void AnswersPage::retranslate()
{
    setTitle(tr("What clients ask"));
    primary()->setText(tr("Back"));
    speak(m_screen.language());
}

void AnswersPage::speak(Language language)
{
    m_spoken = language;
    m_answers = clientAnswers(language);
    for (const Language one : core::kLanguages)
        m_tongues.at(static_cast<int>(one))->setChecked(one == language);
    for (qsizetype number = 0; number < m_tiles.size(); ++number)
        m_tiles.at(number)->setTexts(m_answers.at(number).question, {}, QString::number(number + 1));
    choose(m_chosen);
}

void AnswersPage::choose(int number)
{
    m_chosen = number;
    m_question->setText(m_answers.at(number).question);
    m_answer->setText(m_answers.at(number).answer);
    bringIntoView(m_question);
}

void AnswersPage::keyPressEvent(QKeyEvent* event)
{
    const int number = event->key() - Qt::Key_1;
    if (number >= 0 && number < m_answers.size())
        choose(number);
    else
        Page::keyPressEvent(event);
}

} // namespace tirkeu::workstation

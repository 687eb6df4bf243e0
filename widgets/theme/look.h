// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

#include <array>

namespace weir::widgets {

enum class Theme { Light, Dark };

/// What the user chose; System follows the desktop while the program runs.
enum class ThemeChoice { System, Light, Dark };

/// The colour of a cluster. Crimson is production's own and is not offered for choosing.
enum class Accent { Teal, Blue, Violet, Magenta, Rust, Ochre, Moss, Crimson };

/// Table row heights of LOOK section 2.
enum class Density { Compact, Normal, Roomy };

/// A state is told by shape, word and colour, never by colour alone (LOOK section 1).
enum class State {
    Ok,      ///< running, keeping up, in sync: filled circle
    Warn,    ///< falling behind, fault set: filled triangle
    Error,   ///< failed, expired, ahead of the end: filled diamond
    Info,    ///< note, pending: filled square
    Busy,    ///< rebalancing, open transaction: three-quarter ring
    Paused,  ///< two bars
    Unknown, ///< unknown, never committed: broken ring
    Stopped, ///< stopped, no member: hollow square
    Stalled, ///< circle with a bar cut out
    Rewound  ///< two triangles to the left
};

/// Fonts by what they are used for. Data, DataStrong and Stat are mono without ligatures: a number that is compared or
/// changes, and every name the cluster gave, is set in one of them.
enum class FontRole { Body, Strong, Small, SmallMedium, Caption, Title, Data, DataStrong, Stat };

/// The ink of a label.
enum class Ink { Text, Text2, Text3, Disabled, Link, Primary, Ok, Warn, Error, Info, Paused };

/// All tokens of the look for one theme, accent and text scale. A plain value; `look()` is the one in force.
/// GUI thread only.
struct Look
{
    Theme theme = Theme::Light;
    Accent accentName = Accent::Teal;
    Density density = Density::Normal;
    /// Text scale in percent, 90 to 150. Sizes that hold text go through px().
    int scale = 100;
    bool reducedMotion = false;

    QColor window, panel, raised, sunken, hover, border, borderStrong, grid;
    QColor text, text2, text3, disabled, link, focus, selection, selectionOff, mark;
    QColor ok, warn, error, info, unknown, paused;
    QColor okGround, warnGround, errorGround, infoGround, unknownGround, pausedGround;
    QColor primary, onPrimary, danger, onDanger;
    QColor accent;
    /// Production's colour in this theme, whatever the accent.
    QColor crimson;
    std::array<QColor, 8> series;

    /// Spacing steps of LOOK section 1; not scaled.
    static constexpr int kSpace1 = 2, kSpace2 = 4, kSpace3 = 8, kSpace4 = 12, kSpace5 = 16, kSpace6 = 24, kSpace7 = 32;
    static constexpr int kRadiusControl = 3, kRadiusPanel = 4, kRadiusDialog = 6;

    /// The tokens of a theme. `scale` is clamped to 90..150.
    static Look make(Theme theme, Accent accent = Accent::Teal, int scale = 100, Density density = Density::Normal);

    /// The one in force for this application.
    static const Look &current();

    bool isDark() const { return theme == Theme::Dark; }
    /// A length that grows with the text: heights of rows and controls, widths that hold words.
    int px(int atHundredPercent) const { return (atHundredPercent * scale + 50) / 100; }
    const QFont &font(FontRole role) const { return m_fonts[static_cast<std::size_t>(role)]; }
    QColor ink(Ink ink) const;
    QColor state(State state) const;
    QColor stateGround(State state) const;
    QColor accentColor(Accent accent) const;
    int rowHeight() const;

private:
    std::array<QFont, 9> m_fonts;
};

/// Short for Look::current().
inline const Look &look() { return Look::current(); }

/// The owner of the look: installs palette, fonts and WeirStyle into the QApplication, follows the desktop's light or
/// dark, and tells everybody of a change. One an application, made on first use, GUI thread only.
class LookController : public QObject
{
    Q_OBJECT

public:
    static LookController &instance();

    /// Sets style, fonts and palette on qApp. Call once, right after the QApplication was made.
    void install();

    ThemeChoice themeChoice() const { return m_choice; }
    void setThemeChoice(ThemeChoice choice);
    /// Light <-> dark, as the button in the rail does.
    void toggleTheme();
    void setAccent(Accent accent);
    void setScale(int percent);
    void setDensity(Density density);
    void setReducedMotion(bool reduced);

Q_SIGNALS:
    /// Palette, style and fonts are already the new ones; whoever caches colours or sizes drops them now.
    void changed();

private:
    LookController();
    void apply(const Look &look);
    Theme resolved() const;

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_installed = false;
    bool m_reducedMotion = false;
};

} // namespace weir::widgets

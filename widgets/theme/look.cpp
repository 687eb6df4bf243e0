// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/look.h"

#include <algorithm>

namespace weir::widgets {

namespace {

QColor rgb(QRgb value) { return QColor::fromRgb(value); }

void setLightColors(Look &l)
{
    l.window = rgb(0xECF0F1);
    l.panel = rgb(0xFFFFFF);
    l.raised = rgb(0xF4F7F8);
    l.sunken = rgb(0xE3E9EB);
    l.hover = rgb(0xEDF3F4);
    l.border = rgb(0xD3DBDF);
    l.borderStrong = rgb(0x788791);
    l.grid = rgb(0xE7ECEE);
    l.text = rgb(0x16202A);
    l.text2 = rgb(0x435460);
    l.text3 = rgb(0x556570);
    l.disabled = rgb(0x8B989F);
    l.link = l.focus = rgb(0x0B6BA8);
    l.selection = rgb(0xDAECF0);
    l.selectionOff = rgb(0xE1E7EA);
    l.mark = rgb(0xFFE9A8);
    l.ok = rgb(0x17703C);
    l.warn = rgb(0x8F5A00);
    l.error = rgb(0xC0272D);
    l.info = rgb(0x0B6BA8);
    l.unknown = rgb(0x556570);
    l.paused = rgb(0x6A4FB0);
    l.okGround = rgb(0xE2F3E8);
    l.warnGround = rgb(0xFBEFD5);
    l.errorGround = rgb(0xFBE4E3);
    l.infoGround = rgb(0xE0EFF8);
    l.unknownGround = rgb(0xE9EEF0);
    l.pausedGround = rgb(0xECE7F7);
    l.primary = rgb(0x0B6F78);
    l.onPrimary = rgb(0xFFFFFF);
    l.danger = rgb(0xC0272D);
    l.onDanger = rgb(0xFFFFFF);
    l.series = {rgb(0x0F74B8), rgb(0xB25E00), rgb(0x0A7F63), rgb(0xB0347C),
                rgb(0x6549C6), rgb(0x7A6700), rgb(0xBF3A28), rgb(0x52636E)};
}

void setDarkColors(Look &l)
{
    l.window = rgb(0x0F1418);
    l.panel = rgb(0x151B20);
    l.raised = rgb(0x1B2329);
    l.sunken = rgb(0x0B0F12);
    l.hover = rgb(0x1D272E);
    l.border = rgb(0x2A353D);
    l.borderStrong = rgb(0x5F707C);
    l.grid = rgb(0x212B32);
    l.text = rgb(0xE2E9ED);
    l.text2 = rgb(0xA9B6BF);
    l.text3 = rgb(0x95A3AE);
    l.disabled = rgb(0x596872);
    l.link = l.focus = rgb(0x62B8EE);
    l.selection = rgb(0x17383F);
    l.selectionOff = rgb(0x232D34);
    l.mark = rgb(0x5A4A12);
    l.ok = rgb(0x57C785);
    l.warn = rgb(0xE5AC3C);
    l.error = rgb(0xFF7B72);
    l.info = rgb(0x62B8EE);
    l.unknown = rgb(0x95A3AE);
    l.paused = rgb(0xB49CF5);
    l.okGround = rgb(0x14291F);
    l.warnGround = rgb(0x2D2513);
    l.errorGround = rgb(0x361C1D);
    l.infoGround = rgb(0x14283A);
    l.unknownGround = rgb(0x222B32);
    l.pausedGround = rgb(0x261F3B);
    l.primary = rgb(0x4CC2C4);
    l.onPrimary = rgb(0x06201F);
    l.danger = rgb(0xFF7B72);
    l.onDanger = rgb(0x2A0707);
    l.series = {rgb(0x4FB3E8), rgb(0xF2A33A), rgb(0x45C4A0), rgb(0xEC82BD),
                rgb(0xA894F2), rgb(0xCDB954), rgb(0xFF8570), rgb(0x9DB0BC)};
}

QFont uiFont(int pixels, int weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK KR")});
    font.setPixelSize(pixels);
    font.setWeight(QFont::Weight(weight));
    return font;
}

QFont dataFont(int pixels, int weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono CJK KR")});
    font.setPixelSize(pixels);
    font.setWeight(QFont::Weight(weight));
    font.setFixedPitch(true);
    font.setStyleHint(QFont::Monospace);
    // JetBrains Mono joins "!=" and "->" into one sign; without shaping it cannot.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace

Look Look::make(Theme theme, Accent accent, int scale, Density density)
{
    Look l;
    l.theme = theme;
    l.accentName = accent;
    l.density = density;
    l.scale = std::clamp(scale, 90, 150);
    if (theme == Theme::Dark)
        setDarkColors(l);
    else
        setLightColors(l);
    l.accent = l.accentColor(accent);
    l.crimson = l.accentColor(Accent::Crimson);

    const auto set = [&l](FontRole role, QFont font) { l.m_fonts[static_cast<std::size_t>(role)] = std::move(font); };
    set(FontRole::Body, uiFont(l.px(13), QFont::Normal));
    set(FontRole::Strong, uiFont(l.px(13), QFont::DemiBold));
    set(FontRole::Small, uiFont(l.px(12), QFont::Normal));
    set(FontRole::SmallMedium, uiFont(l.px(12), QFont::Medium));
    set(FontRole::Caption, uiFont(l.px(11), QFont::Normal));
    set(FontRole::Title, uiFont(l.px(15), QFont::DemiBold));
    set(FontRole::Data, dataFont(l.px(12), QFont::Normal));
    set(FontRole::DataStrong, dataFont(l.px(12), QFont::Bold));
    set(FontRole::Stat, dataFont(l.px(20), QFont::Medium));
    return l;
}

QColor Look::ink(Ink ink) const
{
    switch (ink) {
    case Ink::Text:
        return text;
    case Ink::Text2:
        return text2;
    case Ink::Text3:
        return text3;
    case Ink::Disabled:
        return disabled;
    case Ink::Link:
        return link;
    case Ink::Primary:
        return primary;
    case Ink::Ok:
        return ok;
    case Ink::Warn:
        return warn;
    case Ink::Error:
        return error;
    case Ink::Info:
        return info;
    case Ink::Paused:
        return paused;
    }
    return text;
}

QColor Look::state(State state) const
{
    switch (state) {
    case State::Ok:
        return ok;
    case State::Warn:
    case State::Rewound:
        return warn;
    case State::Error:
    case State::Stalled:
        return error;
    case State::Info:
    case State::Busy:
        return info;
    case State::Paused:
        return paused;
    case State::Unknown:
    case State::Stopped:
        return unknown;
    }
    return unknown;
}

QColor Look::stateGround(State state) const
{
    switch (state) {
    case State::Ok:
        return okGround;
    case State::Warn:
    case State::Rewound:
        return warnGround;
    case State::Error:
    case State::Stalled:
        return errorGround;
    case State::Info:
    case State::Busy:
        return infoGround;
    case State::Paused:
        return pausedGround;
    case State::Unknown:
    case State::Stopped:
        return unknownGround;
    }
    return unknownGround;
}

QColor Look::accentColor(Accent accent) const
{
    const bool dark = isDark();
    switch (accent) {
    case Accent::Teal:
        return rgb(dark ? 0x3FBDBF : 0x0A747B);
    case Accent::Blue:
        return rgb(dark ? 0x6CA6F5 : 0x2467C9);
    case Accent::Violet:
        return rgb(dark ? 0xAE93F5 : 0x7048C4);
    case Accent::Magenta:
        return rgb(dark ? 0xEC7FC4 : 0xB02F86);
    case Accent::Rust:
        return rgb(dark ? 0xF0905A : 0xA84A17);
    case Accent::Ochre:
        return rgb(dark ? 0xD6B44A : 0x7D6209);
    case Accent::Moss:
        return rgb(dark ? 0x9CC45F : 0x47701B);
    case Accent::Crimson:
        return rgb(dark ? 0xFF6B6B : 0xB3202B);
    }
    return rgb(dark ? 0x3FBDBF : 0x0A747B);
}

int Look::rowHeight() const
{
    switch (density) {
    case Density::Compact:
        return px(20);
    case Density::Roomy:
        return px(30);
    case Density::Normal:
        break;
    }
    return px(24);
}

} // namespace weir::widgets

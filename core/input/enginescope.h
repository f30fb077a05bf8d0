// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/engine.h"
#include "core/input/membername.h"

#include <utility>

namespace mxlens {

/// One container more around us, as long as it lives.
class Engine::Nesting final {
public:
    explicit Nesting(Engine& engine)
        : m_engine(engine)
    {
        ++m_engine.m_depth;
    }
    ~Nesting() { --m_engine.m_depth; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

    /// Whether the limit allows it; says so to the sink otherwise.
    bool allowed() const
    {
        if (m_engine.m_depth <= m_engine.m_limits.containerDepth)
            return true;
        m_engine.unreadable({ ErrorCode::TooDeep, {}, {},
            "more than " + std::to_string(m_engine.m_limits.containerDepth)
                + " mails and archives in each other; unpack the outer ones first" });
        return false;
    }

private:
    Engine& m_engine;
};

/// Inside one member or message: puts back the place and what is known about it at the end.
class Engine::Scope final {
public:
    /// A member or attachment with a name.
    Scope(Engine& engine, std::string_view place, std::string_view name, std::string_view type)
        : Scope(engine, place)
    {
        m_fileName = std::exchange(engine.m_context.fileName, safeName(baseName(name)));
        m_named = true;
        engine.m_labelName = engine.m_context.fileName;
        engine.m_labelType = type;
        engine.m_unpacked = false;
    }

    /// A message of an mbox, which has no name.
    Scope(Engine& engine, std::string_view place)
        : m_engine(engine)
        , m_inner(engine.m_inner.size())
        , m_notes(engine.m_context.notes.size())
        , m_unpacked(engine.m_unpacked)
    {
        engine.m_inner += place;
        engine.m_labelName = {};
        engine.m_labelType = {};
    }

    ~Scope()
    {
        m_engine.m_inner.resize(m_inner);
        m_engine.m_context.notes.resize(m_notes);
        m_engine.m_unpacked = m_unpacked;
        m_engine.m_labelName = {};
        m_engine.m_labelType = {};
        if (m_named)
            m_engine.m_context.fileName = std::move(m_fileName);
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

private:
    Engine& m_engine;
    std::size_t m_inner;
    std::size_t m_notes;
    bool m_unpacked;
    bool m_named = false;
    std::string m_fileName;
};

} // namespace mxlens

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// A kubeconfig as lines, for inserting and taking out items of its three lists without changing any other byte. What
/// is inserted stands between two comments; where a list had to be made for it, a comment says what was there before,
/// so that taking out the last item gives the text of before. Knows only block style: KubeconfigLines refuses what it
/// doesn't understand with `kubeconfig`; whether it understood the rest is for the caller to check.
class KubeconfigLines {
public:
    explicit KubeconfigLines(std::string_view text);

    /// As it is now.
    std::string text() const;

    /// Adds an item to the list `key`, before its others. `item`: its lines, without line ends and indentation.
    void insert(std::string_view key, std::string_view name, const std::vector<std::string>& item);
    /// Undoes insert(). An item without comments around it, which is the list's item `index`, is taken out as well.
    void remove(std::string_view key, std::string_view name, std::size_t index);

    /// Sets current-context; a line of before is kept in a comment.
    void set_current(std::string_view name);
    /// Undoes set_current(): the line of before is back.
    void restore_current();
    /// Somebody chose another context since: only forgets what was there before set_current().
    void forget_current();

private:
    using Lines = std::vector<std::string>;
    struct List {
        std::size_t key = 0;             ///< its line
        std::vector<std::size_t> items;  ///< their first lines
        std::size_t end = 0;             ///< past its last line with content
        std::size_t indent = 0;
    };

    std::optional<std::size_t> find_key(std::string_view key) const;
    List list_at(std::size_t key_line) const;
    std::string with_end(std::string_view line) const { return std::string(line) + line_end_; }
    void append_key(std::string_view key, std::string_view line);
    void replace_line(std::size_t line, std::string_view by);
    /// Gives back what was there before append_key() or replace_line() made the line; false where neither did.
    bool restore(std::size_t line);
    std::optional<std::pair<std::size_t, std::size_t>> marked(const List& list, std::string_view name) const;

    Lines lines_;
    std::string line_end_;
};

}  // namespace jit_console

using System.Text.RegularExpressions;

namespace Notify.Policies;

/// <summary>A rule on text before it leaves: it blocks the message, rewrites the text, or puts another text in its place.</summary>
/// <param name="Name">Its name in audit, 1 to 50 characters.</param>
/// <param name="Apply">Looks at one piece of text: a body, a caption, one parameter. Pure and thread-safe.</param>
public sealed record SanitizerRule(string Name, Func<string, SanitizerVerdict> Apply)
{
    /// <summary>Blocks a message in which a pattern is found.</summary>
    public static SanitizerRule Block(string name, Regex pattern) =>
        new(name, text => pattern.IsMatch(text) ? SanitizerVerdict.Block : SanitizerVerdict.Pass(text));

    /// <summary>Replaces what a pattern finds; <c>$1</c> and the like work as in <see cref="Regex.Replace(string, string)"/>.</summary>
    public static SanitizerRule Rewrite(string name, Regex pattern, string replacement) =>
        new(name, text => SanitizerVerdict.Pass(pattern.Replace(text, replacement)));

    /// <summary>Sends a fixed text in place of one in which a pattern is found.</summary>
    public static SanitizerRule FallBack(string name, Regex pattern, string text) =>
        new(name, found => SanitizerVerdict.Pass(pattern.IsMatch(found) ? text : found));
}

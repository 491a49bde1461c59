namespace Notify.Emulators.Meta;

/// <summary>A button below a message.</summary>
/// <param name="Kind">Lower-case kind as Meta names it: <c>quick_reply</c>, <c>url</c>, <c>phone_number</c>, <c>copy_code</c>, <c>flow</c>, <c>list</c> and so on.</param>
/// <param name="Text">What the button says.</param>
/// <param name="Value">What it does: the full link, the number to call, the code to copy, the id or payload of a reply; null where there is none.</param>
public sealed record MessageButton(string Kind, string Text, string? Value);

namespace Notify.Consents;

/// <summary>Why a line of an import could not be taken.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Field">The field, as in the line; empty where the line is no JSON object.</param>
/// <param name="Message">What is wrong and what to do; nothing of what the line says.</param>
public sealed record ConsentProblem(long Line, string Field, string Message);

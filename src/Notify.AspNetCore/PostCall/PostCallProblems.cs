namespace Notify.AspNetCore.PostCall;

/// <summary>The answer to a body that cannot be used.</summary>
/// <param name="Errors">What is wrong with it, field by field.</param>
internal sealed record PostCallProblems(IReadOnlyList<PostCallProblem> Errors);

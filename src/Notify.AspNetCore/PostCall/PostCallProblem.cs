namespace Notify.AspNetCore.PostCall;

/// <summary>What is wrong with a field of the body.</summary>
/// <param name="Field">The field, such as <c>variables.name</c>.</param>
/// <param name="Code">A stable code; see <see cref="NotificationErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
internal sealed record PostCallProblem(string Field, string Code, string Message);

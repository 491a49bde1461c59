namespace Notify.Emulators.Calls;

/// <summary>Where the app is told that a call has ended.</summary>
/// <param name="Url">The address.</param>
/// <param name="Token">The bearer token.</param>
/// <param name="Body">The JSON object that is posted, as text; <c>{callId}</c> in it stands for the call's id.</param>
internal sealed record CallTarget(Uri Url, string Token, string Body);

namespace Notify.Core.Tests.Sms;

/// <summary>One text, what it takes, and the same with smart encoding.</summary>
internal sealed record SmsVector(
    string Name, string Body, SmsEncoding Encoding, int Segments, string SmartText, SmsEncoding SmartEncoding, int SmartSegments);

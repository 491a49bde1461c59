using Notify.Deliveries;
using Notify.Receipts;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A flow with deliveries in doubt.</summary>
/// <param name="FlowId">The flow's number.</param>
/// <param name="Flow">The flow.</param>
/// <param name="FirstAt">Since when the first of them is.</param>
/// <param name="Now">The store's time.</param>
/// <param name="Account">What is known of the account's webhooks.</param>
internal readonly record struct DoubtLine(int FlowId, FlowKey Flow, DateTimeOffset FirstAt, DateTimeOffset Now, AccountReceipts Account);

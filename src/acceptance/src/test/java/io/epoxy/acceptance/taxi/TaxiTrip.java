package io.epoxy.acceptance.taxi;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One trip.
 *
 * @param fleet {@code yellow} or {@code green}: the partition {@code type}
 * @param year of the pick-up in UTC
 * @param month from 1, of the pick-up in UTC
 * @param pickupSecond seconds since the epoch
 * @param dropoffSecond seconds since the epoch; empty when the meter was never stopped
 * @param hundredthsOfMiles zero when the trip was cancelled on the spot
 */
record TaxiTrip(
    String fleet,
    int year,
    int month,
    int vendorId,
    long pickupSecond,
    OptionalLong dropoffSecond,
    int passengers,
    long hundredthsOfMiles,
    long cents) {
  TaxiTrip {
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(dropoffSecond, "dropoffSecond");
    if (month < 1 || month > 12 || passengers < 1 || hundredthsOfMiles < 0 || cents <= 0) {
      throw new IllegalArgumentException("no such trip");
    }
  }

  /** The folder of the trip's partition below the table's, as Hive names it. */
  String partition() {
    return "type=" + fleet + "/year=" + year + "/month=" + month;
  }
}

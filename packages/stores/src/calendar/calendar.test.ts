import { HeadroomError } from "@headroom/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCalendar } from "./calendar.js";

const at = Date.parse;

describe("the calendar", () => {
  it("has the periods of its zone", () => {
    const utc = createCalendar("UTC");
    expect(utc("hourly", at("2026-11-26T09:30:00Z"))).toEqual({
      id: "2026-11-26T09+00:00",
      startsAt: at("2026-11-26T09:00:00Z"),
      endsAt: at("2026-11-26T10:00:00Z"),
    });
    expect(utc("monthly", at("2026-12-31T23:59:59.999Z"))).toEqual({
      id: "2026-12",
      startsAt: at("2026-12-01T00:00:00Z"),
      endsAt: at("2027-01-01T00:00:00Z"),
    });
    expect(createCalendar("Asia/Tokyo")("daily", at("2026-11-25T20:00:00Z"))).toEqual({
      id: "2026-11-26",
      startsAt: at("2026-11-25T15:00:00Z"),
      endsAt: at("2026-11-26T15:00:00Z"),
    });
    expect(createCalendar("Asia/Kolkata")("hourly", at("2026-11-26T09:45:00Z"))).toEqual({
      id: "2026-11-26T15+05:30",
      startsAt: at("2026-11-26T09:30:00Z"),
      endsAt: at("2026-11-26T10:30:00Z"),
    });
  });

  it("has days of 23 and of 25 hours where clocks are changed", () => {
    const berlin = createCalendar("Europe/Berlin");
    expect(berlin("daily", at("2026-03-29T12:00:00Z"))).toEqual({
      id: "2026-03-29",
      startsAt: at("2026-03-28T23:00:00Z"),
      endsAt: at("2026-03-29T22:00:00Z"),
    });
    expect(berlin("daily", at("2026-10-25T12:00:00Z"))).toEqual({
      id: "2026-10-25",
      startsAt: at("2026-10-24T22:00:00Z"),
      endsAt: at("2026-10-25T23:00:00Z"),
    });
  });

  it("tells the two hours apart that clocks show twice", () => {
    const berlin = createCalendar("Europe/Berlin");
    const ids = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map((moment) => berlin("hourly", at(moment)).id);
    expect(ids).toEqual(["2026-10-25T02+02:00", "2026-10-25T02+01:00"]);
  });

  it("begins a day without midnight with its first moment", () => {
    const { startsAt } = createCalendar("Africa/Cairo")("daily", at("2026-04-24T12:00:00Z"));
    expect(startsAt).toBe(at("2026-04-23T22:00:00Z"));
  });

  it("puts every moment into a period that holds it, and the next one right behind", () => {
    const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"];
    const moment = fc.integer({ min: at("2015-01-01"), max: at("2035-01-01") });
    const period = fc.constantFrom("hourly", "daily", "monthly");
    const zone = fc.constantFrom(...zones.map((name) => createCalendar(name)));
    fc.assert(
      fc.property(zone, period, moment, (calendar, kind, now) => {
        const window = calendar(kind, now);
        expect(window.startsAt).toBeLessThanOrEqual(now);
        expect(window.endsAt).toBeGreaterThan(now);
        // Half an hour that the clocks go back falls into one hour by name and two by length.
        if (kind === "hourly") return;
        expect(calendar(kind, window.startsAt).id).toBe(window.id);
        expect(calendar(kind, window.endsAt).id).not.toBe(window.id);
        expect(calendar(kind, window.endsAt - 1).id).toBe(window.id);
      }),
    );
  });

  it("refuses a zone that does not exist", () => {
    expect(() => createCalendar("Mars/Olympus")).toThrow(HeadroomError);
    expect(() => createCalendar("Mars/Olympus")).toThrow('"Mars/Olympus" is no time zone');
  });
});

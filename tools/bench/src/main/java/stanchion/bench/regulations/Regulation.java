package stanchion.bench.regulations;

import java.util.List;

/// One thing the UK Smart Charge Points Regulations (SI 2021/1467) ask of a charge point, what the
/// firmware is designed to do about it, and the tests that show it.
///
/// @param clause as it is cited
/// @param behaviour one sentence
/// @param tests by class, or `Class#method`; none: open
record Regulation(String clause, String behaviour, List<String> tests) {
    Regulation {
        tests = List.copyOf(tests);
    }

    private static Regulation of(String clause, String behaviour, String... tests) {
        return new Regulation(clause, behaviour, List.of(tests));
    }

    /// All of them, in the order of the law.
    static final List<Regulation> ALL =
            List.of(
                    of(
                            "reg. 5",
                            "obeys a request to raise, lower or move the rate, at once, by priority"
                                    + " and until it expires; tells every step of it",
                            "Regulation5ResponseTest",
                            "SmartChargingWithBrokerTest#regulation5AResponseIsObeyedAtOnceAndEveryStepOfItIsToldWithWhoAsked"),
                    of(
                            "reg. 6",
                            "keeps hours and settings when the owner changes his supplier, and obeys"
                                    + " the next one's requests as the last one's",
                            "SmartChargingWithBrokerTest#regulation6WhoeverTheSupplierIsHoursStayAndResponsesAreObeyed"),
                    of(
                            "reg. 7",
                            "charges without a network, and without the process that speaks to it",
                            "Regulation7WithoutGatewayTest",
                            "GatewayWithBrokerTest#whatWasReportedWithoutANetworkIsSentAfterAnotherStart"),
                    of(
                            "reg. 8",
                            "refuses an override while a fault holds; an override lifts no limit of"
                                    + " hardware or house",
                            "SmartChargingWithBrokerTest#regulation8AnOverrideIsRefusedWhileAFaultHoldsAndNeverLiftsTheHousesFuse",
                            "ChargingDeskTest#anOverrideThatWouldBeARiskOrHasNothingToChargeIsRefused",
                            "ChargingDeskTest#anOverrideLeavesTheHousesFuseAlone"),
                    of(
                            "reg. 9",
                            "records each charge, shows 12 months of it, and the power each second",
                            "Regulation9HistoryOfAYearTest",
                            "OfferStoryTest#statusAndMeterAreReportedEverySecondAndStatusOnEveryChange",
                            "HistoryTest",
                            "GatewayWithBrokerTest#historyIsShownPageByPageWhereItIsWanted",
                            "EnergyCutsTest#registerIsNeverLowerThanAcknowledgedAndNeverCountsTwice"),
                    of(
                            "reg. 10",
                            "charges outside the peak of weekdays until the owner accepts, removes"
                                    + " or changes that; he may charge now",
                            "Regulation10ChargingHoursTest",
                            "ChargingHoursTest",
                            "SmartChargingWithBrokerTest#regulation10TheOwnerChoosesHoursAndNonsenseIsRefusedWithItsReason"),
                    of(
                            "reg. 11",
                            "waits a random time of 0 to 600 s at every relevant time, up to 1800 s"
                                    + " if told so; kept over power cuts, cancelled by the owner",
                            "Regulation11RandomDelayTest",
                            "SmartChargingWithBrokerTest#regulation11ADelayOutlivesTheGatewayThatDrewItAndTheOwnerCancelsIt",
                            "ChargingDeskTest#aDelayCountsOnlyOnceThePowerMayFail",
                            "DelayDistributionTest"),
                    of(
                            "sch. 1 para. 2",
                            "has a set-up code of its own, that nothing leads to and nobody may guess",
                            "Schedule1Paragraph7PersonalDataTest#theCodeOfOneChargerIsThatOfNoOther",
                            "Schedule1Paragraph7PersonalDataTest#afterFiveWrongCodesEachFurtherOneCostsAWaitAlsoAfterARestart"),
                    of(
                            "sch. 1 para. 3",
                            "looks for updates after its first start and periodically, starts signed"
                                    + " versions alone, tells maker and owner when it starts none",
                            "ScheduleTest",
                            "VerifierTest",
                            "NotifierTest"),
                    of(
                            "sch. 1 para. 4-5",
                            "encrypts all it sends, to a broker it has checked; its key is of no use"
                                    + " on another charger",
                            "TlsTest",
                            "KeyWrapTest"),
                    of(
                            "sch. 1 para. 6",
                            "refuses input that is out of range, with the reason",
                            "Schedule1Paragraph6InputValidationTest"),
                    of(
                            "sch. 1 para. 7",
                            "lets the owner delete personal data, with a signed receipt",
                            "Schedule1Paragraph7PersonalDataTest#theOwnerHasPersonalDataDeletedAndGetsASignedReceipt"),
                    of(
                            "sch. 1 para. 8-9",
                            "tells its owner and its maker of tampering, shuts down, and stays so"
                                    + " over restarts until its owner clears it",
                            "Schedule1Paragraph8TamperTest",
                            "Schedule1Paragraph8AlertTest",
                            "TamperDeskTest",
                            "ProtectionRulesTest#whatSomebodyDidToTheChargerIsItsOwnersAloneToClear",
                            "ProtectionRulesTest#anOrderlyShutDownWaitsASecondForTheAlertAndNoLonger",
                            "ProtectionRulesTest#whatProtectsNeverWaitsForAnAlert",
                            "ProtectionRulesTest#aBrokenSealOrAPlugInTheDebugHeaderIsToldFirstAndAKnockIsForgiven",
                            "LatchKeeperTest",
                            "MeterWatchTest",
                            "EnergyRegisterTest#writeTornAtAnyByteLeavesTamperingAsItStoodBefore"),
                    of(
                            "sch. 1 para. 10",
                            "logs tampering and access, refused or not, in UTC; chained and signed,"
                                    + " so that what is altered or missing shows",
                            "Schedule1Paragraph10SecurityLogTest",
                            "ChainedLogTest"),
                    of(
                            "sch. 1 para. 11",
                            "tells its maker's contact for weaknesses, the end of its support and where"
                                    + " its instructions stand; no image for a customer without",
                            "Schedule1Paragraph11MakerTest"));

    /// The class of a test.
    static String className(String test) {
        return test.contains("#") ? test.substring(0, test.indexOf('#')) : test;
    }
}

//! Rooms in scenes: more than two who meet at once.

use std::num::NonZeroU32;

use matchmaking::{
    Keyword, OldestRoom, Party, PoolConfig, PoolError, Reachability, Reason, ReasonId, RoomCommand,
    RoomConfig, RoomEvent, RoomLapse, RoomStrategy, Rooms, Sex, Ticket, TopicConfig, Topics, Wish,
};

use crate::support::{MINUTE, NOW, REACH, ticket};

fn config(min: u8, max: u8) -> RoomConfig {
    let mut config = RoomConfig::new(min, max, PoolConfig::default()).unwrap();
    config.fill_ms = NonZeroU32::new(20_000).unwrap();
    config
}

fn rooms(min: u8, max: u8) -> Rooms<OldestRoom> {
    Rooms::new(config(min, max), OldestRoom)
}

fn tell<S: RoomStrategy>(rooms: &mut Rooms<S>, now: i64, command: RoomCommand) -> Vec<RoomEvent> {
    let mut events = Vec::new();
    rooms.apply(now, command, &mut events).expect("the command is accepted");
    events
}

/// Users who come as one party, whose key is that of the first.
fn party(users: &[u64]) -> RoomCommand {
    party_of(users.iter().map(|&user| ticket(user)).collect())
}

fn party_of(members: Vec<Ticket>) -> RoomCommand {
    RoomCommand::Join(Party::new(members[0].user, members))
}

fn liking(user: u64, words: &[&str]) -> RoomCommand {
    let mut ticket = ticket(user);
    ticket.interests = words.iter().map(|word| Keyword::of(word)).collect();
    party_of(vec![ticket])
}

/// The only event, a proposal: its id and the keys of its parties.
#[track_caller]
fn proposed(events: &[RoomEvent]) -> (u64, Vec<u64>) {
    let [RoomEvent::Proposed { match_id, parties, .. }] = events else { panic!("one proposal: {events:?}") };
    (*match_id, parties.iter().map(|party| party.id).collect())
}

fn open<S: RoomStrategy>(rooms: &Rooms<S>) -> Vec<Vec<u64>> {
    rooms.open_rooms().collect()
}

#[test]
fn a_full_room_begins_at_once_and_one_with_enough_when_its_oldest_has_waited() {
    let mut rooms = rooms(2, 3);
    for user in [1, 2] {
        assert_eq!(tell(&mut rooms, NOW, party(&[user])), []);
    }
    let (match_id, parties) = proposed(&tell(&mut rooms, NOW + 5, party(&[3])));
    assert_eq!(parties, [1, 2, 3]);
    let events = tell(&mut rooms, NOW + 6, RoomCommand::Confirm { match_id });
    assert!(matches!(&events[..], [RoomEvent::Matched { parties, .. }] if parties.len() == 3));

    for user in [4, 5] {
        assert_eq!(tell(&mut rooms, NOW + 10, party(&[user])), []);
    }
    assert_eq!(rooms.next_deadline(), Some(NOW + 20_000), "their tickets are born at {NOW}");
    assert_eq!(proposed(&tell(&mut rooms, NOW + 20_000, RoomCommand::Advance)).1, [4, 5]);
    assert_eq!((rooms.counts().matched, rooms.counts().reserved), (3, 2));
}

#[test]
fn one_who_comes_late_completes_a_room_that_had_too_few() {
    let mut rooms = rooms(3, 8);
    for user in [1, 2] {
        tell(&mut rooms, NOW, party(&[user]));
    }
    assert_eq!(tell(&mut rooms, NOW + MINUTE, RoomCommand::Advance), []);
    assert_eq!(proposed(&tell(&mut rooms, NOW + MINUTE, party(&[3]))).1, [1, 2, 3]);
}

#[test]
fn friends_stay_together_and_never_overfill_a_room() {
    let mut rooms = rooms(3, 4);
    tell(&mut rooms, NOW, party(&[1, 2, 3]));
    tell(&mut rooms, NOW, party(&[4, 5]));
    assert_eq!(open(&rooms), [vec![1], vec![4]]);
    assert_eq!(proposed(&tell(&mut rooms, NOW, party(&[6]))).1, [1, 6], "the oldest is topped up");
    assert_eq!(proposed(&tell(&mut rooms, NOW, party(&[7, 8]))).1, [4, 7]);
}

#[test]
fn everybody_must_get_on_with_everybody_in_the_room() {
    let mut rooms = rooms(3, 3);
    let mut shy = ticket(2);
    shy.blocks = vec![3];
    tell(&mut rooms, NOW, party(&[1]));
    tell(&mut rooms, NOW, party_of(vec![shy]));
    assert_eq!(tell(&mut rooms, NOW, party(&[3])), [], "blocked by one of them");
    assert_eq!(open(&rooms), [vec![1, 2], vec![3]]);
    assert_eq!(proposed(&tell(&mut rooms, NOW, party(&[4]))).1, [1, 2, 4]);
}

#[test]
fn who_waited_for_a_topic_takes_in_all_that_fit_once_anybody_will_do() {
    let mut config = TopicConfig::default();
    config.anyone_after_ms = Some(5_000);
    let mut rooms = Rooms::new(self::config(3, 8), Topics::new(config));
    for (user, word) in [(1, "爬山"), (2, "电影"), (3, "猫"), (4, "茶")] {
        assert_eq!(tell(&mut rooms, NOW, liking(user, &[word])), []);
    }
    assert_eq!(open(&rooms).len(), 4);
    tell(&mut rooms, NOW + 5_000, RoomCommand::Advance);
    assert_eq!(open(&rooms), [[1, 2, 3, 4]]);
}

#[test]
fn rooms_that_can_take_nobody_hide_none_that_can() {
    let mut rooms = rooms(3, 3);
    let of_sex = |user: u64, sex: Sex| {
        let mut it = ticket(user);
        it.profile.sex = Some(sex);
        it.wishes.sex = Some(Wish::firm(sex.into()));
        it
    };
    let crowded = Rooms::<OldestRoom>::LOOK as u64 + 50;
    for pair in 0..crowded {
        let two = [10 + 2 * pair, 11 + 2 * pair].map(|user| of_sex(user, Sex::Female));
        tell(&mut rooms, NOW, party_of(two.to_vec()));
    }
    for user in [1, 2] {
        assert_eq!(tell(&mut rooms, NOW + 1, party_of(vec![of_sex(user, Sex::Male)])), []);
    }
    assert_eq!(open(&rooms).len() as u64, crowded + 1);
    let (_, parties) = proposed(&tell(&mut rooms, NOW + 2, party_of(vec![of_sex(3, Sex::Male)])));
    assert_eq!(parties, [1, 2, 3]);
}

#[test]
fn a_room_stuck_with_too_few_is_put_together_anew() {
    let mut rooms = rooms(3, 3);
    let mut shy = ticket(2);
    shy.blocks = (3..10).collect();
    tell(&mut rooms, NOW, party(&[1]));
    tell(&mut rooms, NOW, party_of(vec![shy]));
    for user in [3, 4] {
        assert_eq!(tell(&mut rooms, NOW, party(&[user])), []);
    }
    assert_eq!(open(&rooms), [vec![1, 2], vec![3, 4]]);
    let events = tell(&mut rooms, NOW + 20_000, RoomCommand::Advance);
    assert_eq!(
        proposed(&events).1,
        [1, 3, 4],
        "who has waited longest is not held up by a difficult companion"
    );
    assert_eq!(open(&rooms), [vec![2]]);
}

#[test]
fn two_rooms_become_one_when_a_departure_lets_them() {
    let mut rooms = rooms(4, 4);
    let mut shy = ticket(2);
    shy.blocks = vec![3];
    tell(&mut rooms, NOW, party(&[1]));
    tell(&mut rooms, NOW, party_of(vec![shy]));
    tell(&mut rooms, NOW, party(&[3]));
    assert_eq!(tell(&mut rooms, NOW, RoomCommand::Cancel { party: 2 }), []);
    assert_eq!(open(&rooms), [vec![1, 3]]);
}

#[test]
fn a_block_parts_a_room_open_or_proposed() {
    let mut rooms = rooms(2, 3);
    for user in [1, 2] {
        tell(&mut rooms, NOW, party(&[user]));
    }
    assert_eq!(tell(&mut rooms, NOW, RoomCommand::Block { a: 2, b: 1 }), []);
    assert_eq!(open(&rooms), [vec![1], vec![2]]);
    tell(&mut rooms, NOW, party(&[3]));
    let (match_id, parties) = proposed(&tell(&mut rooms, NOW, party(&[4])));
    assert_eq!(parties, [1, 3, 4]);
    let events = tell(&mut rooms, NOW, RoomCommand::Block { a: 3, b: 4 });
    assert_eq!(events[0], RoomEvent::ReservationLapsed { match_id, cause: RoomLapse::Blocked });
    assert!(open(&rooms).iter().all(|room| !(room.contains(&3) && room.contains(&4))), "{:?}", open(&rooms));
    let mut events = Vec::new();
    let error = rooms.apply(NOW, RoomCommand::Block { a: 3, b: 3 }, &mut events);
    assert_eq!(error, Err(PoolError::SelfBlock { user: 3 }));
}

#[test]
fn a_commit_that_fails_has_them_wait_as_old_as_before() {
    let mut rooms = rooms(2, 2);
    tell(&mut rooms, NOW, party(&[1]));
    let (match_id, _) = proposed(&tell(&mut rooms, NOW, party(&[2])));
    tell(&mut rooms, NOW, party(&[3]));
    assert_eq!(rooms.proposal_of(1), Some(Some(match_id)));
    let events = tell(&mut rooms, NOW, RoomCommand::Release { match_id, drop: vec![2] });
    let (second, parties) = proposed(&events);
    assert_eq!(parties, [1, 3]);
    assert_eq!((rooms.proposal_of(2), rooms.counts().dropped), (None, 1));

    let events = tell(&mut rooms, NOW, RoomCommand::Release { match_id: second, drop: vec![] });
    assert_eq!(events, [], "they are kept apart for a second");
    let events = tell(&mut rooms, NOW + 1_000, RoomCommand::Advance);
    let (third, _) = proposed(&events);
    let events = tell(&mut rooms, NOW + 1_000, RoomCommand::Cancel { party: 3 });
    let cause = RoomLapse::Cancelled { party: 3 };
    assert_eq!(events, [RoomEvent::ReservationLapsed { match_id: third, cause }]);
    let refused = rooms.apply(NOW, RoomCommand::Release { match_id: 99, drop: vec![] }, &mut Vec::new());
    assert_eq!(refused, Err(PoolError::UnknownMatch { match_id: 99 }));
}

#[test]
fn silence_lets_a_proposal_lapse_and_waits_end() {
    let mut rooms = rooms(2, 2);
    tell(&mut rooms, NOW, party(&[1]));
    let (match_id, _) = proposed(&tell(&mut rooms, NOW, party(&[2])));
    let deadline = rooms.next_deadline().unwrap();
    let events = tell(&mut rooms, deadline, RoomCommand::Advance);
    assert_eq!(events, [RoomEvent::ReservationLapsed { match_id, cause: RoomLapse::Deadline }]);
    let mut events = tell(&mut rooms, NOW + 11 * MINUTE, RoomCommand::Advance);
    events.retain(|event| matches!(event, RoomEvent::Expired { .. }));
    assert_eq!((events.len(), rooms.counts().expired, open(&rooms).len()), (2, 2, 0));
    assert_eq!(rooms.next_deadline(), None);
}

#[test]
fn who_cannot_be_told_is_in_no_room_until_they_write() {
    let mut rooms = rooms(2, 3);
    tell(&mut rooms, NOW, party(&[1, 2]));
    let spent = Reachability::Push { until_ms: NOW + 60 * MINUTE, left: 1 };
    assert_eq!(tell(&mut rooms, NOW, RoomCommand::Touch { ticket: 20, reach: spent }), []);
    assert_eq!(open(&rooms), Vec::<Vec<u64>>::new());
    tell(&mut rooms, NOW, party(&[3]));
    let events = tell(&mut rooms, NOW, RoomCommand::Touch { ticket: 20, reach: REACH });
    assert_eq!(proposed(&events).1, [1, 3]);
}

#[test]
fn what_cannot_be_is_refused() {
    let mut rooms = rooms(2, 3);
    let refused = |rooms: &mut Rooms<OldestRoom>, command| {
        rooms.apply(NOW, command, &mut Vec::new()).expect_err("refused")
    };
    assert_eq!(
        refused(&mut rooms, RoomCommand::Join(Party::new(7, vec![]))),
        PoolError::PartySize { party: 7, members: 0, max: 3 }
    );
    assert_eq!(
        refused(&mut rooms, party(&[1, 2, 3, 4])),
        PoolError::PartySize { party: 1, members: 4, max: 3 }
    );
    assert_eq!(refused(&mut rooms, party(&[1, 1])), PoolError::DuplicateTicket { ticket: 10 });
    tell(&mut rooms, NOW, party(&[1]));
    assert_eq!(refused(&mut rooms, party(&[1])), PoolError::DuplicateParty { party: 1 });
    let mut again = ticket(1);
    again.id = 99;
    let command = RoomCommand::Join(Party::new(2, vec![again]));
    assert_eq!(refused(&mut rooms, command), PoolError::AlreadyWaiting { user: 1, ticket: 10 });
    assert_eq!(refused(&mut rooms, RoomCommand::Cancel { party: 9 }), PoolError::UnknownParty { party: 9 });
    let touch = RoomCommand::Touch { ticket: 9, reach: REACH };
    assert_eq!(refused(&mut rooms, touch), PoolError::UnknownTicket { ticket: 9 });
    assert_eq!(rooms.counts().joined, 1);
    for (min, max) in [(0, 3), (1, 3), (4, 3), (2, 17)] {
        let error = RoomConfig::new(min, max, PoolConfig::default());
        assert_eq!(error, Err(PoolError::RoomSize { min, max }));
    }
}

#[test]
fn a_room_of_topics_keeps_one_that_all_share_until_somebody_has_waited() {
    let mut rooms = Rooms::new(config(2, 3), Topics::new(TopicConfig::default()));
    tell(&mut rooms, NOW, liking(1, &["猫", "爬山"]));
    tell(&mut rooms, NOW, liking(2, &["爬山", "电影"]));
    assert_eq!(tell(&mut rooms, NOW, liking(3, &["猫", "电影"])), [], "nothing is shared by all three");
    let events = tell(&mut rooms, NOW, liking(4, &["电影", "爬山"]));
    let (match_id, parties) = proposed(&events);
    assert_eq!(parties, [1, 2, 4]);
    tell(&mut rooms, NOW, RoomCommand::Confirm { match_id });
    let RoomEvent::Proposed { reasons, .. } = &events[0] else { unreachable!() };
    assert_eq!(reasons.iter().collect::<Vec<_>>(), [Reason::SharedKeyword(Keyword::of("爬山"))]);

    assert_eq!(tell(&mut rooms, NOW, liking(5, &["茶"])), []);
    assert_eq!(open(&rooms), [vec![3], vec![5]]);
    assert_eq!(tell(&mut rooms, NOW + 15_000, RoomCommand::Advance), [], "together, with a place left");
    assert_eq!(open(&rooms), [vec![3, 5]]);
    let events = tell(&mut rooms, NOW + 20_000, RoomCommand::Advance);
    let RoomEvent::Proposed { reasons, .. } = &events[0] else { panic!("{events:?}") };
    assert_eq!(reasons.iter().next().map(Reason::id), Some(ReasonId::LongestWait));
}

#[test]
fn those_who_named_nothing_share_a_room_and_a_boxed_strategy_does() {
    let strategy: Box<dyn RoomStrategy> = Box::new(Topics::new(TopicConfig::default()));
    let mut rooms = Rooms::new(config(2, 2), strategy);
    tell(&mut rooms, NOW, liking(1, &["茶"]));
    tell(&mut rooms, NOW, party(&[2]));
    let events = tell(&mut rooms, NOW, party(&[3]));
    assert_eq!(proposed(&events).1, [2, 3]);
    let RoomEvent::Proposed { reasons, .. } = &events[0] else { unreachable!() };
    assert_eq!(reasons.iter().next(), Some(Reason::NothingNamed));
}
